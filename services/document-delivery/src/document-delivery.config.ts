import { coreConfig, loadConfig } from '@pst/config';

export const readDocumentDeliveryConfig = () => loadConfig(coreConfig);
