import { HttpErrorResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { Api } from '../../api/api';
import type { RoleDto } from '../../api/models/role-dto';
import { RequiredRoles } from './required-roles';

const role = (key: string, name: string, builtIn: boolean) => ({ key, name, description: '', builtIn }) as RoleDto;
const ROLES = [role('staff', 'Staff', true), role('keepers', 'Keepers', false)];

describe('the roles that need a second factor', () => {
  async function show(
    keys: readonly string[],
    roles: () => Promise<readonly RoleDto[]> = () => Promise.resolve(ROLES),
  ) {
    const invoke = async () => ({ items: await roles() });
    TestBed.configureTestingModule({ providers: [{ provide: Api, useValue: { invoke } }] });
    const field = TestBed.createComponent(RequiredRoles);
    field.componentRef.setInput('keys', keys);
    await field.whenStable();
    const element = field.nativeElement as HTMLElement;
    const boxOf = (name: string) =>
      [...element.querySelectorAll('label')].find(({ textContent }) => textContent.includes(name))?.control as
        HTMLInputElement | undefined;
    return { field, element, boxOf };
  }

  it('are chosen by what they are called', async () => {
    const { field, boxOf } = await show(['staff']);

    expect(boxOf('Admin')?.checked).toBe(true);
    boxOf('Keepers')?.click();
    expect(field.componentInstance.keys()).toEqual(['staff', 'keepers']);
    boxOf('Admin')?.click();
    expect(field.componentInstance.keys()).toEqual(['keepers']);
  });

  it('can be taken out when they were deleted', async () => {
    const { field, boxOf } = await show(['gone']);

    boxOf('This role was deleted')?.click();

    expect(field.componentInstance.keys()).toEqual([]);
  });

  it('stay as they are while they cannot be loaded, with a way to try again', async () => {
    const { field, element } = await show(['staff'], () => Promise.reject(new HttpErrorResponse({ status: 0 })));

    expect(element.querySelector('[role=alert] button')?.textContent).toBe('Retry');
    expect(field.componentInstance.keys()).toEqual(['staff']);
  });
});
