import { RefreshTokenField } from './delivery.js';

/** The refresh token, unless it comes as a cookie. */
export class RefreshSessionDto {
  @RefreshTokenField('Left out when the refresh token comes as a cookie.')
  refreshToken?: string;
}
