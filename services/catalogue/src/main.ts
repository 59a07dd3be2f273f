import { runService } from '@pst/messaging';
import { readCatalogueConfig } from './catalogue.config.ts';
import { CatalogueModule } from './catalogue.module.ts';
import { database } from './database/data-source.ts';

await runService({
  name: 'catalogue',
  module: CatalogueModule,
  database,
  config: readCatalogueConfig(),
});
