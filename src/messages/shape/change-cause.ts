/** Why a message changed, and by whom. */
export interface ChangeCause {
  readonly kind: 'edited' | 'restored' | 'reaction';
  readonly userId: string;
  /** Of a reaction: which, and whether it came or went. */
  readonly emoji?: string;
  readonly added?: boolean;
}
