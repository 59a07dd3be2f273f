import { coreConfig, loadConfig } from '@pst/config';

export const readAccountsConfig = () => loadConfig(coreConfig);
