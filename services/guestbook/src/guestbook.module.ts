import { Module } from '@nestjs/common';
import { CallNextHandler } from './visits/call-next/call-next.handler.ts';
import { CheckIdentityHandler } from './visits/check-identity/check-identity.handler.ts';
import { CheckInHandler } from './visits/check-in/check-in.handler.ts';
import { EnterPaperVisitHandler } from './visits/enter-paper-visit/enter-paper-visit.handler.ts';
import { ListVisitsHandler } from './visits/list-visits/list-visits.handler.ts';
import { MoveVisitHandler } from './visits/move-visit/move-visit.handler.ts';
import { ReadQueueHandler } from './visits/read-queue/read-queue.handler.ts';
import { ReadTicketHandler } from './visits/read-ticket/read-ticket.handler.ts';
import { ClockSweep } from './visits/sweep-clocks/clock-sweep.ts';
import { TicketNumbers } from './visits/ticket-numbers.ts';
import { AddWorkstationHandler } from './workstations/add-workstation/add-workstation.handler.ts';
import { ListWorkstationsHandler } from './workstations/list-workstations/list-workstations.handler.ts';
import { MoveWorkstationHandler } from './workstations/move-workstation/move-workstation.handler.ts';
import { ReadInRoomHandler } from './workstations/read-in-room/read-in-room.handler.ts';

@Module({
  controllers: [
    CheckInHandler,
    ReadTicketHandler,
    ReadQueueHandler,
    ListVisitsHandler,
    CallNextHandler,
    CheckIdentityHandler,
    MoveVisitHandler,
    EnterPaperVisitHandler,
    ListWorkstationsHandler,
    AddWorkstationHandler,
    MoveWorkstationHandler,
    ReadInRoomHandler,
  ],
  providers: [ClockSweep, TicketNumbers],
})
export class GuestbookModule {}
