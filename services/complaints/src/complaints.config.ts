import { coreConfig, loadConfig } from '@pst/config';
import { mailboxSettings } from '@pst/mailbox';
import { objectStorageSettings } from '@pst/object-storage';
import { z } from 'zod';

const complaintsConfig = coreConfig.extend({
  ...mailboxSettings,
  ...objectStorageSettings,
  CLAMD_URL: z
    .url({ protocol: /^(tcp|unix)$/ })
    .optional()
    .describe('tcp://host:3310 or unix:///run/clamav/clamd.ctl: who looks at attachments'),
  WHATSAPP_APP_SECRET: z.string().min(16).optional().describe('Signs what the Cloud API tells'),
  WHATSAPP_VERIFY_TOKEN: z.string().min(16).optional().describe('Our word in the handshake'),
  WHATSAPP_ACCESS_TOKEN: z.string().min(16).optional(),
  WHATSAPP_PHONE_NUMBER_ID: z.string().optional(),
  WHATSAPP_GRAPH_URL: z.url().optional().describe('The Cloud API itself when left out'),
});
export type ComplaintsConfig = z.output<typeof complaintsConfig>;

/** The office's number at the Cloud API. */
export interface WhatsappSettings {
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly accessToken: string;
  readonly phoneNumberId: string;
  readonly graphUrl: string;
}

/** Undefined unless all of it is there: then messages are written down by officers. */
export function whatsappOf(config: ComplaintsConfig): WhatsappSettings | undefined {
  const {
    WHATSAPP_APP_SECRET: appSecret,
    WHATSAPP_VERIFY_TOKEN: verifyToken,
    WHATSAPP_ACCESS_TOKEN: accessToken,
    WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
    WHATSAPP_GRAPH_URL: graphUrl = 'https://graph.facebook.com/v23.0',
  } = config;
  return appSecret && verifyToken && accessToken && phoneNumberId
    ? { appSecret, verifyToken, accessToken, phoneNumberId, graphUrl }
    : undefined;
}

export const readComplaintsConfig = () => loadConfig(complaintsConfig);
