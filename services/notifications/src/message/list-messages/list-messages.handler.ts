import { Controller } from '@nestjs/common';
import { listMessages, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, writeCursor } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Message } from '../domain/message.ts';
import { messageView } from '../message-view.ts';

/** What was sent and what was not, newest first; neither content nor address is shown. */
@Controller()
export class ListMessagesHandler {
  constructor(private readonly source: DataSource) {}

  @Answers(listMessages)
  async handle(query: RequestOf<typeof listMessages>, caller: Caller) {
    const found = this.source
      .getRepository(Message)
      .createQueryBuilder('message')
      .where('message.office = :office', { office: caller.office })
      .orderBy('message.id', 'DESC')
      .limit(query.limit + 1);
    if (query.state !== undefined) {
      found.andWhere('message.status = :state', { state: query.state });
    }
    if (query.cursor !== undefined) {
      const [id] = readCursor(query.cursor, z.tuple([z.uuid()]));
      found.andWhere('message.id < :id', { id });
    }
    const messages = await found.getMany();
    const page = messages.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: page.map(messageView),
      nextCursor: messages.length > query.limit && last ? writeCursor([last.id]) : null,
    };
  }
}
