import { coreConfig, loadConfig } from '@pst/config';

export const readComplaintsConfig = () => loadConfig(coreConfig);
