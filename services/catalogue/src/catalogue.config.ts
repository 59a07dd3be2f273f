import { coreConfig, loadConfig } from '@pst/config';
import { objectStorageSettings } from '@pst/object-storage';
import { z } from 'zod';

const catalogueConfig = coreConfig.extend({
  ...objectStorageSettings,
  OCR_PROGRAM: z
    .string()
    .default('tesseract')
    .describe('Reads scanned pages, with its Indonesian model; without it they are not searched'),
  BPS_WEBAPI_URL: z.url().default('https://webapi.bps.go.id/v1/api'),
  BPS_WEBAPI_KEY: z.string().optional().describe('Free of charge from the WebAPI; imports need it'),
  BPS_WEBAPI_PAUSE_MS: z.coerce.number().int().min(0).default(2_000).describe('Between two calls'),
});
export type CatalogueConfig = z.output<typeof catalogueConfig>;

export const readCatalogueConfig = () => loadConfig(catalogueConfig);
