/** How much of everything is allowed; `GET /meta` tells clients. Lengths are in code points. */
export const LIMITS = {
  bodyLength: 20_000,
  subjectLength: 200,
  usernameMinLength: 3,
  usernameMaxLength: 32,
  passwordMinLength: 10,
  passwordMaxLength: 200,
  emailLength: 254,
  nameLength: 150,
  aboutLength: 1_000,
  statusLength: 100,
  recipients: 50,
  pageSize: 200,
} as const;
