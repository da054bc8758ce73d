import { Accounts1763942400000 } from './1763942400000-accounts.js';
import { Conversations1763942500000 } from './1763942500000-conversations.js';
import { Presence1763942600000 } from './1763942600000-presence.js';
import { Receipts1763942700000 } from './1763942700000-receipts.js';
import { Drafts1763942800000 } from './1763942800000-drafts.js';
import { Guesses1763943100000 } from './1763943100000-guesses.js';
import { SignInRecord1763943110000 } from './1763943110000-sign-in-record.js';
import { PasswordLinks1763943120000 } from './1763943120000-password-links.js';
import { BoundedReads1763943200000 } from './1763943200000-bounded-reads.js';
import { AddableBy1763943210000 } from './1763943210000-addable-by.js';
import { FoldedNames1763943220000 } from './1763943220000-folded-names.js';
import { ComposeDrafts1763943300000 } from './1763943300000-compose-drafts.js';
import { SharedDevices1763943700000 } from './1763943700000-shared-devices.js';
import { SubjectTitles1763943800000 } from './1763943800000-subject-titles.js';
import { ComposedEmails1763943810000 } from './1763943810000-composed-emails.js';
import { ShownGroupNames1763943820000 } from './1763943820000-shown-group-names.js';
import { DeadInvitations1763943900000 } from './1763943900000-dead-invitations.js';
import { BoundedWalks1763943910000 } from './1763943910000-bounded-walks.js';
import { SettledPositions1763943920000 } from './1763943920000-settled-positions.js';
import { MergedSubjects1763943930000 } from './1763943930000-merged-subjects.js';
import { OutboxTransactions1763943940000 } from './1763943940000-outbox-transactions.js';
import { ForgottenLogins1763943960000 } from './1763943960000-forgotten-logins.js';
import { WhoAdded1763943970000 } from './1763943970000-who-added.js';
import { RevocationTransactions1763943980000 } from './1763943980000-revocation-transactions.js';
import { Epochs1763943990000 } from './1763943990000-epochs.js';
import { OutboxCursors1763944000000 } from './1763944000000-outbox-cursors.js';
import { OrderedMemberships1763944010000 } from './1763944010000-ordered-memberships.js';
import { MessageParts1763944130000 } from './1763944130000-message-parts.js';
import { MergedInbox1763944140000 } from './1763944140000-merged-inbox.js';
import { RevocationFacts1763944150000 } from './1763944150000-revocation-facts.js';
import { SentRows1763944160000 } from './1763944160000-sent-rows.js';
import { GroupRules1763944300000 } from './1763944300000-group-rules.js';
import { Reactions1763944200000 } from './1763944200000-reactions.js';
import { MessageEdits1763944400000 } from './1763944400000-message-edits.js';
import { Joining1763944800000 } from './1763944800000-joining.js';
import { ScheduledMessages1763945000000 } from './1763945000000-scheduled-messages.js';
import { ProfileFields1763945050000 } from './1763945050000-profile-fields.js';
import { Avatars1763945100000 } from './1763945100000-avatars.js';
import { Blocking1763945200000 } from './1763945200000-blocking.js';
import { UserPreferences1763945200001 } from './1763945200001-user-preferences.js';
import { MessagePins1763944500000 } from './1763944500000-message-pins.js';
import { SavedMessages1763944500001 } from './1763944500001-saved-messages.js';
import { Mentions1763944700000 } from './1763944700000-mentions.js';
import { MessageForwards1763944500002 } from './1763944500002-message-forwards.js';
import { OwnOrder1763944810000 } from './1763944810000-own-order.js';
import { Attachments1763944600000 } from './1763944600000-attachments.js';
import { SubjectChanges1763944900000 } from './1763944900000-subject-changes.js';
import { KeptFiles1763945300000 } from './1763945300000-kept-files.js';
import { AudioLength1763945400000 } from './1763945400000-audio-length.js';
import { Roles1763946000000 } from './1763946000000-roles.js';
import { AuditChain1763946100000 } from './1763946100000-audit-chain.js';
import { AccountList1763946200000 } from './1763946200000-account-list.js';
import { AdminJobs1763946400000 } from './1763946400000-admin-jobs.js';
import { AccountImports1763946400001 } from './1763946400001-account-imports.js';
import { MailedLinks1763946500000 } from './1763946500000-mailed-links.js';
import { SecurityNotices1763946600000 } from './1763946600000-security-notices.js';
import { AuditByItsOwner1763946690000 } from './1763946690000-audit-by-its-owner.js';
import { Statistics1763946710000 } from './1763946710000-statistics.js';
import { SettingAuthors1763946720000 } from './1763946720000-setting-authors.js';
import { SecondFactors1763946700000 } from './1763946700000-second-factors.js';
import { Reports1763946730000 } from './1763946730000-reports.js';
import { AuditErasure1763946735000 } from './1763946735000-audit-erasure.js';
import { Notifications1763946770000 } from './1763946770000-notifications.js';
import { WallTimes1763946770100 } from './1763946770100-wall-times.js';
import { HereMentions1763946770300 } from './1763946770300-here-mentions.js';
import { DefaultLevel1763946770400 } from './1763946770400-default-level.js';
import { EditedMentions1763946770401 } from './1763946770401-edited-mentions.js';
import { OverseenGroups1763946750000 } from './1763946750000-overseen-groups.js';
import { Teams1763946740000 } from './1763946740000-teams.js';
import { Search1763946760000 } from './1763946760000-search.js';
import { Jobs1763944120000 } from './1763944120000-jobs.js';

/** Every migration, oldest first. A released one is never edited. */
export const migrations = [
  Accounts1763942400000,
  Conversations1763942500000,
  Presence1763942600000,
  Receipts1763942700000,
  Drafts1763942800000,
  Guesses1763943100000,
  SignInRecord1763943110000,
  PasswordLinks1763943120000,
  BoundedReads1763943200000,
  AddableBy1763943210000,
  FoldedNames1763943220000,
  ComposeDrafts1763943300000,
  SharedDevices1763943700000,
  SubjectTitles1763943800000,
  ComposedEmails1763943810000,
  ShownGroupNames1763943820000,
  DeadInvitations1763943900000,
  BoundedWalks1763943910000,
  SettledPositions1763943920000,
  MergedSubjects1763943930000,
  OutboxTransactions1763943940000,
  ForgottenLogins1763943960000,
  WhoAdded1763943970000,
  RevocationTransactions1763943980000,
  Epochs1763943990000,
  OutboxCursors1763944000000,
  OrderedMemberships1763944010000,
  Jobs1763944120000,
  MessageParts1763944130000,
  MergedInbox1763944140000,
  RevocationFacts1763944150000,
  SentRows1763944160000,
  Reactions1763944200000,
  GroupRules1763944300000,
  MessageEdits1763944400000,
  MessagePins1763944500000,
  SavedMessages1763944500001,
  MessageForwards1763944500002,
  Attachments1763944600000,
  Mentions1763944700000,
  Joining1763944800000,
  OwnOrder1763944810000,
  SubjectChanges1763944900000,
  ScheduledMessages1763945000000,
  ProfileFields1763945050000,
  Avatars1763945100000,
  Blocking1763945200000,
  UserPreferences1763945200001,
  KeptFiles1763945300000,
  AudioLength1763945400000,
  Roles1763946000000,
  AuditChain1763946100000,
  AccountList1763946200000,
  AdminJobs1763946400000,
  AccountImports1763946400001,
  MailedLinks1763946500000,
  SecurityNotices1763946600000,
  AuditByItsOwner1763946690000,
  SecondFactors1763946700000,
  Statistics1763946710000,
  SettingAuthors1763946720000,
  Reports1763946730000,
  AuditErasure1763946735000,
  Teams1763946740000,
  OverseenGroups1763946750000,
  Search1763946760000,
  Notifications1763946770000,
  WallTimes1763946770100,
  HereMentions1763946770300,
  DefaultLevel1763946770400,
  EditedMentions1763946770401,
];
