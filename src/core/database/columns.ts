import type { ValueTransformer } from 'typeorm';

/** bigint columns as numbers: a counter reaches 2^53 after three hundred years at a million a second. */
export const bigintAsNumber: ValueTransformer = {
  from: (value: string | null) => (value === null ? null : Number(value)),
  to: (value: number | null) => value,
};

export const BIGINT = { type: 'bigint', transformer: bigintAsNumber } as const;

/** Millisecond precision, as the API shows times. */
export const TIME = { type: 'timestamptz', precision: 3 } as const;
