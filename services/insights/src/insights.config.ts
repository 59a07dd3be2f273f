import { coreConfig, loadConfig } from '@pst/config';
import { z } from 'zod';

const insightsConfig = coreConfig.extend({
  ANALYTICS_PASSWORD: z
    .string()
    .min(1)
    .optional()
    .describe("Login to the analysts' stream; without it nothing is published there"),
});
export type InsightsConfig = z.output<typeof insightsConfig>;

export const readInsightsConfig = () => loadConfig(insightsConfig);
