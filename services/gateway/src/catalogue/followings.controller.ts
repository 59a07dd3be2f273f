import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { follow, listFollowings, unfollow } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';

/** Series and searches that the signed-in person hears of by e-mail. */
@Controller('v1/me/followings')
export class FollowingsController {
  constructor(private readonly services: Services) {}

  @Get()
  @Asks(listFollowings)
  list(@From() from: FastifyRequest) {
    return this.services.pass(listFollowings, {}, from);
  }

  @Post()
  @Asks(follow, { status: 201 })
  follow(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(follow, body, from);
  }

  @Delete(':followingId')
  @Asks(unfollow, { status: 204 })
  unfollow(@Param('followingId') followingId: string, @From() from: FastifyRequest) {
    return this.services.pass(unfollow, { followingId }, from);
  }
}
