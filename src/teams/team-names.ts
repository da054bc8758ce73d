/** What a team is called, in messages and for people. */
export interface TeamKeyAndName {
  readonly key: string;
  readonly name: string;
}
