import { coreConfig, loadConfig } from '@pst/config';
import { z } from 'zod';

const documentDeliveryConfig = coreConfig.extend({
  OBJECT_STORAGE_DIR: z
    .string()
    .min(1)
    .describe('Where softcopies are read from and extracts kept'),
});
export type DocumentDeliveryConfig = z.output<typeof documentDeliveryConfig>;

export const readDocumentDeliveryConfig = () => loadConfig(documentDeliveryConfig);
