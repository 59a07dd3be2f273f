import { Module } from '@nestjs/common';
import { AuthenticateHandler } from './account/authenticate/authenticate.handler.ts';
import { BeginSingleSignOnHandler } from './account/begin-single-sign-on/begin-single-sign-on.handler.ts';
import { EndSessionHandler } from './account/end-session/end-session.handler.ts';
import { EndSessionsByIssuerHandler } from './account/end-sessions-by-issuer/end-sessions-by-issuer.handler.ts';
import { FinishSingleSignOnHandler } from './account/finish-single-sign-on/finish-single-sign-on.handler.ts';
import { Issuer } from './account/issuer.ts';
import { MailDeadlineHandler } from './account/mail-deadline/mail-deadline.handler.ts';
import { MailInvitationHandler } from './account/mail-invitation/mail-invitation.handler.ts';
import { MailNewsHandler } from './account/mail-news/mail-news.handler.ts';
import { OwnAccountHandler } from './account/own-account/own-account.handler.ts';
import { PasswordHashing } from './account/password-hashing.ts';
import { ReadAccessJournalHandler } from './account/read-access-journal/read-access-journal.handler.ts';
import { RefreshSessionHandler } from './account/refresh-session/refresh-session.handler.ts';
import { RegisterAccountHandler } from './account/register-account/register-account.handler.ts';
import { ResetPasswordHandler } from './account/reset-password/reset-password.handler.ts';
import { ResetSecondFactorHandler } from './account/reset-second-factor/reset-second-factor.handler.ts';
import { SecondStep } from './account/second-step.ts';
import { SetUpTotpHandler } from './account/set-up-totp/set-up-totp.handler.ts';
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
    SetUpTotpHandler,
    ResetSecondFactorHandler,
    ReadAccessJournalHandler,
    BeginSingleSignOnHandler,
    FinishSingleSignOnHandler,
    EndSessionsByIssuerHandler,
    RegisterDeviceHandler,
    ListDevicesHandler,
    RevokeDeviceHandler,
    AuthenticateDeviceHandler,
  ],
  providers: [
    { provide: PasswordHashing, useFactory: () => new PasswordHashing() },
    SecondStep,
    Issuer,
  ],
})
export class AccountsModule {}
