import { coreConfig, loadConfig } from '@pst/config';

export const readFeedbackConfig = () => loadConfig(coreConfig);
