import { getMetadataStorage } from 'class-validator';

type Rules = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>;

/** There is one storage for the whole process, and tests start several servers in it. */
const remembering = new WeakSet<object>();

/**
 * Has class-validator gather the rules of each class once. By itself it looks through all classes that have rules, for
 * what one inherits, at every value it judges: a send would cost more with every feature that is added. Rules are
 * declared while modules load, before the first request; to be called when everything is loaded.
 */
export function rememberRules(): void {
  const storage = getMetadataStorage();
  if (remembering.has(storage)) return;
  remembering.add(storage);
  const gather = storage.getTargetValidationMetadatas.bind(storage);
  const remembered = new WeakMap<object, Rules>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    // What Parley asks for: a class, whole. Anything else is gathered as ever.
    if (schema || always || strictGroups || groups) return gather(target, schema, always, strictGroups, groups);
    const rules = remembered.get(target) ?? gather(target, schema, always, strictGroups, groups);
    remembered.set(target, rules);
    return rules;
  };
}
