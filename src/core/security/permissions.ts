declare const DEFINED: unique symbol;
/** What a route can ask for. Whose rows are meant is decided by the services; this says only what kind of act it is. */
export type Permission = string & { readonly [DEFINED]: never };

/** Roles that come with Parley and hold less than staff do: what they may do is declared, not chosen. */
export const LESSER_ROLES = ['auditor', 'support'] as const;
export type LesserRole = (typeof LESSER_ROLES)[number];

interface PermissionDefinition {
  /** `noun.verb`; it stands in the API document. */
  readonly name: string;
  /** Superusers have every permission, and staff have those of everybody. */
  readonly givenTo: 'everybody' | 'staff' | 'superusers';
  /** Who has it besides. */
  readonly alsoGivenTo?: readonly LesserRole[];
  /** What it lets people do, as the documentation and the console print it. */
  readonly description: string;
}

/** What an account's permissions follow from: its two flags, and what its roles add to them. */
export interface Rights {
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
  /** Names of permissions; one that no feature declares any more gives nothing. */
  readonly rolePermissions: readonly string[];
}

const definitions = new Map<string, PermissionDefinition>();
const sets = { everybody: new Set<Permission>(), staff: new Set<Permission>(), superusers: new Set<Permission>() };

/** Declares a permission, beside the feature that asks for it. Throws when the name is taken. */
export function definePermission(definition: PermissionDefinition): Permission {
  const { name, givenTo } = definition;
  if (definitions.has(name)) throw new Error(`There is a permission ${name} already.`);
  definitions.set(name, definition);
  const permission = name as Permission;
  sets.superusers.add(permission);
  if (givenTo !== 'superusers') sets.staff.add(permission);
  if (givenTo === 'everybody') sets.everybody.add(permission);
  return permission;
}

/** Every permission of every feature that was loaded, by name. */
export function definedPermissions(): readonly PermissionDefinition[] {
  return [...definitions.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Whether some feature declares a permission of this name. */
export function isPermission(name: string): name is Permission {
  return definitions.has(name);
}

/** False for what only staff, superusers or the holders of a role may do. */
export function isForEverybody(permission: Permission): boolean {
  return sets.everybody.has(permission);
}

/** What a role that comes with Parley lets people do besides what everybody may. */
export function permissionsOfRole(role: LesserRole | 'staff' | 'superuser'): readonly Permission[] {
  if (role === 'staff' || role === 'superuser') {
    const set = role === 'staff' ? sets.staff : sets.superusers;
    return [...set].filter((permission) => !sets.everybody.has(permission)).toSorted();
  }
  const own = definedPermissions().filter(({ alsoGivenTo }) => alsoGivenTo?.includes(role));
  return own.map(({ name }) => name as Permission);
}

/** The permissions that an account has by its flags and its roles. */
export function permissionsOf({ isStaff, isSuperuser, rolePermissions }: Rights): ReadonlySet<Permission> {
  if (isSuperuser) return sets.superusers;
  const flagged = isStaff ? sets.staff : sets.everybody;
  const added = rolePermissions.filter(isPermission);
  return added.every((permission) => flagged.has(permission)) ? flagged : new Set([...flagged, ...added]);
}
