declare const DEFINED: unique symbol;
/** What a route can ask for. Whose rows are meant is decided by the services; this says only what kind of act it is. */
export type Permission = string & { readonly [DEFINED]: never };

interface PermissionDefinition {
  /** `noun.verb`; it stands in the API document. */
  readonly name: string;
  /** Superusers have every permission, and staff have those of everybody. */
  readonly givenTo: 'everybody' | 'staff' | 'superusers';
  /** What it lets people do, as the documentation prints it. */
  readonly description: string;
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

/** False for what only staff or superusers may do. */
export function isForEverybody(permission: Permission): boolean {
  return sets.everybody.has(permission);
}

/** The permissions that the two flags of an account give. */
export function permissionsOf(flags: { isStaff: boolean; isSuperuser: boolean }): ReadonlySet<Permission> {
  if (flags.isSuperuser) return sets.superusers;
  return flags.isStaff ? sets.staff : sets.everybody;
}
