import { Module } from '@nestjs/common';
import { DecideMessageHandler } from './message/decide-message/decide-message.handler.ts';
import { ListMessagesHandler } from './message/list-messages/list-messages.handler.ts';
import { ReceiveMessageHandler } from './message/receive-message/receive-message.handler.ts';
import { DueMessages } from './message/send-due-messages/due-messages.ts';

import { WithdrawMessageHandler } from './message/withdraw-message/withdraw-message.handler.ts';

@Module({
  controllers: [
    ReceiveMessageHandler,
    ListMessagesHandler,
    DecideMessageHandler,
    WithdrawMessageHandler,
  ],
  providers: [DueMessages],
})
export class NotificationsModule {}
