/** The process can do its work. */
export class HealthDto {
  /** @example ok */
  status: string;
}
