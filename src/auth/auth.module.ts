import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { RateLimitModule } from '../core/http/rate-limit/rate-limit.module.js';
import { OrganisationModule } from '../core/organisation/organisation.module.js';
import { Authenticator } from '../core/security/authenticator.js';
import { FilePasses } from '../core/security/file-passes.js';
import { RevocationsModule } from '../core/security/revocations/revocations.module.js';
import { UsersModule } from '../users/users.module.js';
import { Confirmations } from '../core/security/confirmations.js';
import { ChallengesRepository } from './challenges/challenges.repository.js';
import { SignInChallenge } from './challenges/sign-in-challenge.entity.js';
import { ConfirmationController } from './confirmation/confirmation.controller.js';
import { Confirmation } from './confirmation/confirmation.service.js';
import { Passkey } from './passkeys/passkey.entity.js';
import { PasskeySignIn } from './passkeys/passkey-sign-in.service.js';
import { PasskeysController } from './passkeys/passkeys.controller.js';
import { PasskeysRepository } from './passkeys/passkeys.repository.js';
import { Passkeys } from './passkeys/passkeys.service.js';
import { WebAuthn } from './passkeys/web-authn.js';
import { FactorChecks } from './second-factor/factor-checks.js';
import { RecoveryCode } from './second-factor/recovery-code.entity.js';
import { RecoveryCodes } from './second-factor/recovery-codes.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { SecondFactorDutiesRepository } from './second-factor/second-factor-duties.repository.js';
import { SecondFactorDuty } from './second-factor/second-factor-duty.entity.js';
import { SealAnew } from './second-factor/seal-anew.js';
import { SecondFactorPolicy } from './second-factor/second-factor-policy.service.js';
import { SecondFactorsRepository } from './second-factor/second-factors.repository.js';
import { SecondFactors } from './second-factor/second-factors.service.js';
import { TotpSecret } from './second-factor/totp-secret.entity.js';
import { SecondStepController } from './sign-in/second-step.controller.js';
import { SecondStep } from './sign-in/second-step.service.js';
import { Housekeeping } from './housekeeping.js';
import { MailInvite } from './registration/mail-invite.js';
import { MetaController } from './meta.controller.js';
import { MetaService } from './meta.service.js';
import { PasswordChange } from './passwords/password-change.service.js';
import { PasswordLink } from './passwords/password-link.entity.js';
import { MailNotice } from './notices/mail-notice.js';
import { SecurityNotice } from './notices/security-notice.entity.js';
import { SecurityNoticesController } from './notices/security-notices.controller.js';
import { SecurityNoticesRepository } from './notices/security-notices.repository.js';
import { SecurityNotices } from './notices/security-notices.service.js';
import { ForgottenPasswords } from './passwords/forgotten-passwords.service.js';
import { MailPasswordLink } from './passwords/mail-password-link.js';
import { PasswordLinksRepository } from './passwords/password-links.repository.js';
import { PasswordLinks } from './passwords/password-links.service.js';
import { PasswordReplacement } from './passwords/password-replacement.js';
import { PasswordResetController } from './passwords/password-reset.controller.js';
import { Passwords } from './passwords/passwords.js';
import { FirstAccount } from './registration/first-account.service.js';
import { InviteRow } from './registration/invite.entity.js';
import { InvitesRepository } from './registration/invites.repository.js';
import { Invites } from './registration/invites.service.js';
import { NewAccounts } from './registration/new-accounts.js';
import { RegistrationController } from './registration/registration.controller.js';
import { Registration } from './registration/registration.service.js';
import { Session } from './sessions/session.entity.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { DevicesOfPerson } from './sessions/devices-of-person.js';
import { SessionsRepository } from './sessions/sessions.repository.js';
import { SessionData } from './sessions/session-data.js';
import { Sessions } from './sessions/sessions.service.js';
import { Arrivals } from './sign-in/arrivals.js';
import { GuessingLimits } from './sign-in/guessing-limits.js';
import { GuessingLimitsRepository } from './sign-in/guessing-limits.repository.js';
import { KnownDevice } from './sign-in/known-device.entity.js';
import { KnownDevices } from './sign-in/known-devices.js';
import { KnownDevicesRepository } from './sign-in/known-devices.repository.js';
import { LockedAccounts } from './sign-in/locked-accounts.js';
import { SessionGrants } from './sign-in/session-grants.js';
import { SessionRefresh } from './sign-in/session-refresh.service.js';
import { SignInRecord } from './sign-in/sign-in-record.js';
import { SignInFailure } from './sign-in/sign-in-failure.entity.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignIn } from './sign-in/sign-in.service.js';
import { AccessTokens } from './tokens/access-tokens.js';
import { JwtVerifier } from './tokens/jwt-verifier.js';
import { RefreshTokens } from './tokens/refresh-tokens.js';
import { Sealing } from './tokens/sealing.js';
import { SigningKeys } from './tokens/signing-keys.js';
import { TokenAuthenticator } from './tokens/token-authenticator.js';

const SECOND_FACTOR = [
  ...[
    SecondFactors,
    SecondFactorsRepository,
    SecondFactorPolicy,
    SecondFactorDutiesRepository,
    FactorChecks,
    RecoveryCodes,
  ],
  ...[Passkeys, PasskeysRepository, PasskeySignIn, WebAuthn, ChallengesRepository, SecondStep, Confirmation, SealAnew],
];
const TOKENS = [SigningKeys, Sealing, AccessTokens, RefreshTokens, JwtVerifier, FilePasses];
const SESSIONS = [
  ...[SessionsRepository, SessionData, Sessions, SessionGrants, SessionRefresh, DevicesOfPerson, Housekeeping],
];
const SIGN_IN = [
  SignIn,
  SignInRecord,
  Arrivals,
  GuessingLimits,
  GuessingLimitsRepository,
  LockedAccounts,
  KnownDevices,
  KnownDevicesRepository,
  Passwords,
  PasswordChange,
  PasswordLinks,
  PasswordLinksRepository,
  PasswordReplacement,
  SecurityNotices,
  SecurityNoticesRepository,
  MailNotice,
  ForgottenPasswords,
  MailPasswordLink,
];
const REGISTRATION = [FirstAccount, Registration, NewAccounts, Invites, InvitesRepository, MailInvite, MetaService];

/** Who somebody is: accounts made by oneself, sign-in, sessions and what ends them. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forFeature([Session, KnownDevice, SignInFailure, InviteRow, PasswordLink, SecurityNotice]),
    TypeOrmModule.forFeature([SignInChallenge, TotpSecret, RecoveryCode, Passkey, SecondFactorDuty]),
    AuditModule,
    OrganisationModule,
    RateLimitModule,
    RevocationsModule,
    UsersModule,
  ],
  controllers: [
    MetaController,
    RegistrationController,
    SignInController,
    SessionsController,
    PasswordResetController,
    SecurityNoticesController,
    SecondStepController,
    SecondFactorController,
    PasskeysController,
    ConfirmationController,
  ],
  providers: [
    ...TOKENS,
    ...SESSIONS,
    ...SIGN_IN,
    ...REGISTRATION,
    ...SECOND_FACTOR,
    { provide: Confirmations, useExisting: Confirmation },
    { provide: Authenticator, useClass: TokenAuthenticator },
  ],
  exports: [
    Authenticator,
    Confirmations,
    FilePasses,
    SecondFactorPolicy,
    SecondFactors,
    Invites,
    LockedAccounts,
    NewAccounts,
    PasswordLinks,
    SecurityNotices,
    Sealing,
    SessionData,
    Sessions,
    RevocationsModule,
  ],
})
export class AuthModule {}
