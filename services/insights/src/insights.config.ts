import { coreConfig, loadConfig } from '@pst/config';

export const readInsightsConfig = () => loadConfig(coreConfig);
