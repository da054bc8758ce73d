import { DIALOG_DATA } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import type { ConversationDto } from '../../api/models/conversation-dto';
import type { PlainKey } from '../../core/words/catalogue';
import { t } from '../../core/words/words';
import { DialogFrame } from '../../ui/dialog-frame';
import { Icon } from '../../ui/icon';

type Role = ConversationDto['me']['role'];

const ROLES = [
  { role: 'member', label: 'rights.members' },
  { role: 'admin', label: 'rights.admins' },
  { role: 'owner', label: 'rights.owners' },
] as const;

/** Who may do it, from the least on; who writes is a rule of the group. */
const ACTS: readonly { readonly label: PlainKey; readonly from: Role }[] = [
  { label: 'rights.react', from: 'member' },
  { label: 'rights.people', from: 'admin' },
  { label: 'rights.group', from: 'admin' },
  { label: 'rights.link', from: 'admin' },
  { label: 'rights.subjects', from: 'admin' },
  { label: 'rights.roles', from: 'owner' },
];

/** The table of who may do what in a group. */
@Component({
  selector: 'app-group-rights',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Icon],
  template: `
    <app-dialog [heading]="t('rights.open')" [reads]="true">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('rights.what') }}</th>
            @for (one of roles; track one.role) {
              <th scope="col" [class.mine]="one.role === group.me.role">{{ t(one.label) }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (act of acts; track act.label) {
            <tr>
              <th scope="row">{{ t(act.label) }}</th>
              @for (one of roles; track one.role) {
                <td [class.mine]="one.role === group.me.role">
                  @if (may(one.role, act.from)) {
                    <app-icon name="check" [size]="18" /><span class="vh">{{ t('rights.yes') }}</span>
                  } @else {
                    <span aria-hidden="true">–</span><span class="vh">{{ t('rights.no') }}</span>
                  }
                </td>
              }
            </tr>
          }
        </tbody>
      </table>
      <p class="hint">{{ t('rights.note') }}</p>
    </app-dialog>
  `,
  styles: `
    table {
      inline-size: 100%;
      border-collapse: collapse;
      margin-block-end: var(--space-12);
    }
    th,
    td {
      padding: var(--space-8);
      text-align: center;
      font: var(--mat-sys-body-medium);
      border-block-end: 1px solid var(--parley-hairline);
    }
    thead th {
      font: var(--mat-sys-label-medium);
      vertical-align: bottom;
    }
    tr > :first-child {
      padding-inline-start: 0;
      text-align: start;
      overflow-wrap: anywhere;
    }
    .mine {
      background: var(--parley-hover);
    }
  `,
})
export class GroupRights {
  protected readonly t = t;
  protected readonly group = inject<ConversationDto>(DIALOG_DATA);
  protected readonly roles = ROLES;
  protected readonly acts = [
    { label: 'rights.write', from: this.group.postingBy === 'admins' ? 'admin' : 'member' } as const,
    ...ACTS,
  ];

  protected may(role: Role, from: Role): boolean {
    const order = ROLES.map((one) => one.role);
    return order.indexOf(role) >= order.indexOf(from);
  }
}
