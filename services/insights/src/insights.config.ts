import { coreConfig, loadConfig } from '@pst/config';
import { objectStorageSettings } from '@pst/object-storage';
import { z } from 'zod';

const insightsConfig = coreConfig.extend({
  ...objectStorageSettings,
  ANALYTICS_PASSWORD: z
    .string()
    .min(1)
    .optional()
    .describe("Login to the analysts' stream; without it nothing is published there"),
});
export type InsightsConfig = z.output<typeof insightsConfig>;

export const readInsightsConfig = () => loadConfig(insightsConfig);
