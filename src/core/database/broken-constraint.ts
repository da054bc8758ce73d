import { QueryFailedError } from 'typeorm';

/** The name of the constraint that the failed statement would have broken. */
export function brokenConstraint(error: unknown): string | undefined {
  const cause = (error instanceof QueryFailedError ? error.driverError : error) as {
    code?: string;
    constraint?: string;
  };
  // Class 23 of SQLSTATE is what breaks a constraint.
  return cause.code?.startsWith('23') ? cause.constraint : undefined;
}
