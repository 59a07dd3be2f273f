import { Module } from '@nestjs/common';
import { AcceptSoftcopyHandler } from './publication/accept-softcopy/accept-softcopy.handler.ts';
import { AddCopyHandler } from './publication/add-copy/add-copy.handler.ts';
import { CoverDrawer } from './publication/draw-covers/cover-drawer.ts';
import { OpenCoverHandler } from './publication/draw-covers/open-cover.handler.ts';
import { EditPublicationHandler } from './publication/edit-publication/edit-publication.handler.ts';
import { EditSynonymsHandler } from './publication/edit-synonyms/edit-synonyms.handler.ts';
import { ExportPublicationsHandler } from './publication/export-publications/export-publications.handler.ts';
import { FindCopiesHandler } from './publication/find-copies/find-copies.handler.ts';
import { FollowPublicationsHandler } from './publication/follow-publications/follow-publications.handler.ts';
import { ForgetAccountHandler } from './publication/forget-account/forget-account.handler.ts';
import { HarvestRecordsHandler } from './publication/harvest-records/harvest-records.handler.ts';
import { ImportPublicationsHandler } from './publication/import-publications/import-publications.handler.ts';
import { ImportRunner } from './publication/import-publications/import-runner.ts';
import { PageIndexer } from './publication/index-pages/page-indexer.ts';
import { ListUnansweredHandler } from './publication/list-unanswered/list-unanswered.handler.ts';
import { KeepPositionHandler } from './publication/keep-position/keep-position.handler.ts';
import { OpenSoftcopyHandler } from './publication/open-softcopy/open-softcopy.handler.ts';
import { ChangeAccessHandler } from './publication/change-access/change-access.handler.ts';
import { ChangeCopyHandler } from './publication/change-copy/change-copy.handler.ts';
import { ChangePublicationsHandler } from './publication/change-publications/change-publications.handler.ts';
import { MergePublicationsHandler } from './publication/merge-publications/merge-publications.handler.ts';
import { ReadHistoryHandler } from './publication/read-history/read-history.handler.ts';
import { ReadPublicationHandler } from './publication/read-publication/read-publication.handler.ts';
import { ReindexPublications } from './publication/reindex-publications.ts';
import { SearchPagesHandler } from './publication/search-pages/search-pages.handler.ts';
import { ScanReader } from './publication/read-scans/scan-reader.ts';
import { RetrieveRecordsHandler } from './publication/retrieve-records/retrieve-records.handler.ts';
import { HitCounts } from './publication/search-publications/hit-counts.ts';
import { SearchCount } from './publication/search-publications/search-count.ts';
import { SearchPublicationsHandler } from './publication/search-publications/search-publications.handler.ts';
import { SyndicatePublicationsHandler } from './publication/syndicate-publications/syndicate-publications.handler.ts';
import { NewsTeller } from './publication/tell-news/news-teller.ts';

@Module({
  controllers: [
    EditPublicationHandler,
    ReadPublicationHandler,
    SearchPublicationsHandler,
    SearchPagesHandler,
    ChangeAccessHandler,
    ChangeCopyHandler,
    ChangePublicationsHandler,
    MergePublicationsHandler,
    ReadHistoryHandler,
    EditSynonymsHandler,
    ListUnansweredHandler,
    AddCopyHandler,
    ExportPublicationsHandler,
    FindCopiesHandler,
    AcceptSoftcopyHandler,
    OpenSoftcopyHandler,
    OpenCoverHandler,
    KeepPositionHandler,
    FollowPublicationsHandler,
    ForgetAccountHandler,
    ImportPublicationsHandler,
    HarvestRecordsHandler,
    RetrieveRecordsHandler,
    SyndicatePublicationsHandler,
  ],
  providers: [
    SearchCount,
    HitCounts,
    ImportRunner,
    ReindexPublications,
    PageIndexer,
    CoverDrawer,
    ScanReader,
    NewsTeller,
  ],
})
export class CatalogueModule {}
