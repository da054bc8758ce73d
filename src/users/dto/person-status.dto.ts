/** What somebody says about themselves for a while. */
export class PersonStatusDto {
  /**
   * May be empty when there is an emoji.
   * @example "On holiday"
   */
  text: string;
  /**
   * One emoji, or empty.
   * @example 🌴
   */
  emoji: string;
  /**
   * When it ends by itself; null: when it is taken back.
   * @example 2026-12-01T08:00:00.000Z
   */
  until: Date | null;
}
