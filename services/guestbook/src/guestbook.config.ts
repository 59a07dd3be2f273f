import { coreConfig, loadConfig } from '@pst/config';

export const readGuestbookConfig = () => loadConfig(coreConfig);
