/** Where the logo of the organisation is opened. */
export class LogoDto {
  /** @example /api/v1/organisation/logo/0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071 */
  logoUrl: string;
}
