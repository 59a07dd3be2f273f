import { runService } from '@pst/messaging';
import { database } from './database/data-source.ts';
import { readDocumentDeliveryConfig } from './document-delivery.config.ts';
import { DocumentDeliveryModule } from './document-delivery.module.ts';

await runService({
  name: 'document-delivery',
  module: DocumentDeliveryModule,
  database,
  config: readDocumentDeliveryConfig(),
});
