import { Module } from '@nestjs/common';
import { AuthenticateHandler } from './account/authenticate/authenticate.handler.ts';
import { EndSessionHandler } from './account/end-session/end-session.handler.ts';
import { MailDeadlineHandler } from './account/mail-deadline/mail-deadline.handler.ts';
import { MailInvitationHandler } from './account/mail-invitation/mail-invitation.handler.ts';
import { MailNewsHandler } from './account/mail-news/mail-news.handler.ts';
import { OwnAccountHandler } from './account/own-account/own-account.handler.ts';
import { PasswordHashing } from './account/password-hashing.ts';
import { RefreshSessionHandler } from './account/refresh-session/refresh-session.handler.ts';
import { RegisterAccountHandler } from './account/register-account/register-account.handler.ts';
import { ResetPasswordHandler } from './account/reset-password/reset-password.handler.ts';
import { SignInHandler } from './account/sign-in/sign-in.handler.ts';
import { StaffAccountsHandler } from './account/staff-accounts/staff-accounts.handler.ts';
import { VerifyEmailHandler } from './account/verify-email/verify-email.handler.ts';
import { AuthenticateDeviceHandler } from './device/authenticate-device/authenticate-device.handler.ts';
import { ListDevicesHandler } from './device/list-devices/list-devices.handler.ts';
import { RegisterDeviceHandler } from './device/register-device/register-device.handler.ts';
import { RevokeDeviceHandler } from './device/revoke-device/revoke-device.handler.ts';

@Module({
  controllers: [
    RegisterAccountHandler,
    VerifyEmailHandler,
    SignInHandler,
    AuthenticateHandler,
    RefreshSessionHandler,
    EndSessionHandler,
    ResetPasswordHandler,
    OwnAccountHandler,
    MailInvitationHandler,
    MailNewsHandler,
    MailDeadlineHandler,
    StaffAccountsHandler,
    RegisterDeviceHandler,
    ListDevicesHandler,
    RevokeDeviceHandler,
    AuthenticateDeviceHandler,
  ],
  providers: [{ provide: PasswordHashing, useFactory: () => new PasswordHashing() }],
})
export class AccountsModule {}
