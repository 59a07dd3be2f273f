import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { addWorkstation, listWorkstations, moveWorkstation, placeDevice } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services, within } from '../http/services.ts';
import { AttachedVisits } from './attached-visits.ts';

@Controller('v1/desk/workstations')
export class WorkstationsController {
  constructor(
    private readonly services: Services,
    private readonly visits: AttachedVisits,
  ) {}

  @Get()
  @Asks(listWorkstations)
  list(@From() from: FastifyRequest) {
    return this.services.pass(listWorkstations, {}, from);
  }

  @Post()
  @Asks(addWorkstation, { status: 201 })
  add(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(addWorkstation, body, from);
  }

  /** Which registered device stands on it. */
  @Put(':workstationId/device')
  @Asks(placeDevice, { status: 204 })
  place(
    @Param('workstationId') workstationId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(placeDevice, within(body, { workstationId }), from);
  }

  /** `offer`, `start`, `release`, `ready` or `out-of-order`. */
  @Post(':workstationId/:action')
  @Asks(moveWorkstation)
  async move(
    @Param('workstationId') workstationId: string,
    @Param('action') action: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    const asked = within(body, { workstationId, action });
    const moved = await this.services.pass(moveWorkstation, asked, from);
    this.visits.forgetAll();
    return moved;
  }
}
