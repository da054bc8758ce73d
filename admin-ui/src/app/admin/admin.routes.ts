import { inject } from '@angular/core';
import type { CanMatchFn, Routes } from '@angular/router';
import { Session } from '../core/session';
import { confirmLeaving } from './confirm-leaving';
import { may } from '../core/staff';
import { titled } from '../core/page-title';
import { withWords } from '../core/words/loading';

const whoMay =
  (permission: string): CanMatchFn =>
  () =>
    may(inject(Session).me(), permission);
const forbidden = () => import('../account/forbidden').then((file) => file.Forbidden);

/** The console. */
export const ADMIN_ROUTES: Routes = [
  {
    path: '',
    loadComponent: () =>
      withWords(
        import('./console').then((file) => file.Console),
        'admin',
      ),
    children: [
      { path: '', pathMatch: 'full', canMatch: [whoMay('statistics.read')], redirectTo: 'overview' },
      { path: '', pathMatch: 'full', canMatch: [whoMay('health.read')], redirectTo: 'health' },
      { path: '', pathMatch: 'full', canMatch: [whoMay('user.read')], redirectTo: 'people' },
      { path: '', pathMatch: 'full', canMatch: [whoMay('invite.manage')], redirectTo: 'invitations' },
      { path: '', pathMatch: 'full', canMatch: [whoMay('settings.manage')], redirectTo: 'settings' },
      { path: '', pathMatch: 'full', canMatch: [whoMay('audit.read')], redirectTo: 'audit' },
      { path: '', pathMatch: 'full', canMatch: [whoMay('report.manage')], redirectTo: 'reports' },
      { path: '', pathMatch: 'full', canMatch: [whoMay('conversation.manage')], redirectTo: 'conversations' },
      { path: '', pathMatch: 'full', canMatch: [whoMay('team.manage')], redirectTo: 'teams' },
      { path: '', pathMatch: 'full', redirectTo: 'settings' },
      {
        path: 'overview',
        title: titled('page.overview'),
        canMatch: [whoMay('statistics.read')],
        loadComponent: () =>
          withWords(
            import('./overview/overview-page').then((file) => file.OverviewPage),
            'overview',
            'audit',
            'account',
            'someone',
          ),
      },
      {
        path: 'health',
        title: titled('page.health'),
        canMatch: [whoMay('health.read')],
        loadComponent: () =>
          withWords(
            import('./overview/health-page').then((file) => file.HealthPage),
            'overview',
          ),
      },
      {
        path: 'people/import',
        canMatch: [whoMay('user.import')],
        title: titled('page.importPeople'),
        loadComponent: () =>
          withWords(
            import('./imports/import-page').then((file) => file.ImportPage),
            'imports',
            'jobs',
            'accounts',
            'account',
          ),
      },
      {
        path: 'people',
        canMatch: [whoMay('user.read')],
        title: titled('page.people'),
        canDeactivate: [confirmLeaving],
        loadComponent: () =>
          withWords(
            import('./admin-users').then((file) => file.AdminUsers),
            'accounts',
            'account',
            'someone',
            'roles',
            'audit',
          ),
      },
      {
        path: 'people/:id',
        canMatch: [whoMay('user.read')],
        title: titled('page.people'),
        canDeactivate: [confirmLeaving],
        loadComponent: () =>
          withWords(
            import('./person/person-page').then((file) => file.PersonPage),
            'someone',
            'accounts',
            'account',
            'roles',
            'audit',
            'teams',
            'jobs',
          ),
      },
      {
        path: 'invitations',
        canMatch: [whoMay('invite.manage')],
        title: titled('page.invitations'),
        loadComponent: () => import('./invitations').then((file) => file.Invitations),
      },
      {
        path: 'roles',
        title: titled('page.roles'),
        canMatch: [whoMay('user.read')],
        loadComponent: () =>
          withWords(
            import('./roles/roles-page').then((file) => file.RolesPage),
            'roles',
            'audit',
            'someone',
          ),
      },
      {
        path: 'teams',
        title: titled('page.teams'),
        canMatch: [whoMay('team.manage')],
        loadComponent: () =>
          withWords(
            import('./teams/teams-page').then((file) => file.TeamsPage),
            'teams',
          ),
      },
      {
        path: 'audit',
        title: titled('page.audit'),
        canMatch: [whoMay('audit.read')],
        loadComponent: () =>
          withWords(
            import('./audit/audit-page').then((file) => file.AuditPage),
            'audit',
            'account',
            'someone',
          ),
      },
      {
        path: 'reports',
        title: titled('page.reports'),
        canMatch: [whoMay('report.manage')],
        loadComponent: () =>
          withWords(
            import('./reports/reports-page').then((file) => file.ReportsPage),
            'moderation',
            'messenger',
            'groups',
          ),
      },
      {
        path: 'conversations',
        title: titled('page.allGroups'),
        canMatch: [whoMay('conversation.manage')],
        loadComponent: () =>
          withWords(
            import('./groups/groups-page').then((file) => file.GroupsPage),
            'oversight',
            'accounts',
          ),
      },
      {
        path: 'jobs',
        title: titled('page.jobs'),
        canMatch: [whoMay('user.read')],
        loadComponent: () =>
          withWords(
            import('./jobs/jobs-page').then((file) => file.JobsPage),
            'jobs',
            'accounts',
            'account',
          ),
      },
      {
        path: 'settings',
        title: titled('page.organisationSettings'),
        canMatch: [whoMay('settings.manage')],
        canDeactivate: [confirmLeaving],
        loadComponent: () =>
          withWords(
            import('./settings/organisation-settings').then((file) => file.OrganisationSettings),
            'settings',
            'roles',
            'audit',
            'someone',
          ),
      },
      {
        path: 'settings',
        title: titled('page.notAllowed'),
        data: { allowed: 'owners' },
        loadComponent: forbidden,
      },
      ...[
        'overview',
        'health',
        'people/import',
        'people',
        'people/:id',
        'invitations',
        'roles',
        'teams',
        'jobs',
        'audit',
        'reports',
        'conversations',
      ].map((path) => ({
        path,
        title: titled('page.notAllowed'),
        loadComponent: forbidden,
      })),
    ],
  },
];
