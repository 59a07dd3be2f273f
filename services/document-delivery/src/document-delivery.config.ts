import { coreConfig, loadConfig } from '@pst/config';
import { objectStorageSettings } from '@pst/object-storage';
import { z } from 'zod';

const documentDeliveryConfig = coreConfig.extend({
  ...objectStorageSettings,
});
export type DocumentDeliveryConfig = z.output<typeof documentDeliveryConfig>;

export const readDocumentDeliveryConfig = () => loadConfig(documentDeliveryConfig);
