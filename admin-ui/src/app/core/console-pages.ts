/** The pages of the console, in the order of its menu, each with what one must be allowed to have it. */
export const CONSOLE_PAGES = [
  { path: 'overview', label: 'page.overview', icon: 'admin', permission: 'statistics.read' },
  { path: 'people', label: 'page.people', icon: 'users', permission: 'user.read' },
  { path: 'invitations', label: 'page.invitations', icon: 'link', permission: 'invite.manage' },
  { path: 'conversations', label: 'page.allGroups', icon: 'chat', permission: 'conversation.manage' },
  { path: 'roles', label: 'page.roles', icon: 'key', permission: 'user.read' },
  { path: 'teams', label: 'page.teams', icon: 'at', permission: 'team.manage' },
  { path: 'jobs', label: 'page.jobs', icon: 'clock', permission: 'user.read' },
  { path: 'health', label: 'page.health', icon: 'pulse', permission: 'health.read' },
  { path: 'reports', label: 'page.reports', icon: 'flag', permission: 'report.manage' },
  { path: 'audit', label: 'page.audit', icon: 'list', permission: 'audit.read' },
  { path: 'settings', label: 'page.organisationSettings', icon: 'settings', permission: 'settings.manage' },
] as const;

/** One of them. */
export type ConsolePage = (typeof CONSOLE_PAGES)[number];
