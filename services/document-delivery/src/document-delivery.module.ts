import { Module } from '@nestjs/common';
import { FollowCalendarHandler } from '@pst/messaging';
import { AddressProofs } from './request/address-proofs.ts';
import { ForgetGuestHandler } from './request/forget-guest/forget-guest.handler.ts';
import { ListGuestRequestsHandler } from './request/list-guest-requests/list-guest-requests.handler.ts';
import { ProveAddressHandler } from './request/prove-address/prove-address.handler.ts';
import { RequestIntake } from './request/request-intake.ts';
import { SubmitGuestRequestHandler } from './request/submit-guest-request/submit-guest-request.handler.ts';
import { FollowCatalogueHandler } from './request/follow-catalogue/follow-catalogue.handler.ts';
import { FollowMessagesHandler } from './request/follow-messages/follow-messages.handler.ts';
import { ForgetAccountHandler } from './request/forget-account/forget-account.handler.ts';
import { ListRequestsHandler } from './request/list-requests/list-requests.handler.ts';
import { RequestGauges } from './request/measure-requests/request-gauges.ts';
import { OpenDeliveryHandler } from './request/open-delivery/open-delivery.handler.ts';
import { OwnRequestsHandler } from './request/own-requests/own-requests.handler.ts';
import { Dispatch } from './request/dispatch.ts';
import { Extracts } from './request/extracts.ts';
import { Parcels } from './request/parcels.ts';
import { PrepareRequestHandler } from './request/prepare-request/prepare-request.handler.ts';
import { RequestViews } from './request/request-views.ts';
import { RequestRescheduling } from './request/reschedule-requests/request-rescheduling.ts';
import { ReviewRequestHandler } from './request/review-request/review-request.handler.ts';
import { ExtractSweep } from './request/sweep-extracts/extract-sweep.ts';
import { SubmitRequestHandler } from './request/submit-request/submit-request.handler.ts';

@Module({
  controllers: [
    SubmitRequestHandler,
    ProveAddressHandler,
    SubmitGuestRequestHandler,
    ListGuestRequestsHandler,
    OwnRequestsHandler,
    ListRequestsHandler,
    PrepareRequestHandler,
    ReviewRequestHandler,
    OpenDeliveryHandler,
    FollowCatalogueHandler,
    FollowMessagesHandler,
    ForgetAccountHandler,
    ForgetGuestHandler,
    FollowCalendarHandler,
  ],
  providers: [
    AddressProofs,
    Dispatch,
    Extracts,
    ExtractSweep,
    Parcels,
    RequestIntake,
    RequestGauges,
    RequestViews,
    RequestRescheduling,
  ],
})
export class DocumentDeliveryModule {}
