import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';

/** What waits is not what the job takes: a version that is gone may have enqueued it. */
export class UnreadableJobData extends Error {}

/** Checks what was enqueued against the class of a job; throws UnreadableJobData. Fields of newer versions are left out. */
export function checkedData<Data extends object>(dataClass: new () => Data, enqueued: object | null): Data {
  const data = plainToInstance(dataClass, { ...enqueued });
  const [wrong] = validateSync(data, { whitelist: true, forbidUnknownValues: false });
  if (wrong) throw new UnreadableJobData(`${wrong.property}: ${Object.values(wrong.constraints ?? {}).join(', ')}.`);
  return data;
}
