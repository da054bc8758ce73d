/** Named statements that timers, the notes of receipts and open sockets ask for by themselves. */
const NAMES =
  /^(audit\.(seal|protection)|bus_notify|epochs\..+|health_write|health\..+|conversation_audience|conversations_(newest_partners|people_together)|nodes\..+|statistics\.(write|roll|delete-old)|outbox_.+|presence\..+|users\.note-sightings|receipts\.(keep|delete|summaries).*|revocations\..+|settled_.+)$/;
/** How the texts of those without a name begin. */
const TEXTS = /^(select 1$|select pg_notify|delete from message_recalls|delete from revocations)/i;
/** Names of people are at hand for ten seconds: whether they are read again depends on how fast the machine is. */
const NAMES_OF_PEOPLE = /^select "User"\..+ where \(\("User"\."id" in \(/i;
/** What pg-boss asks, about its own tables. */
const OF_JOBS = /\bjobs\.\w+/;

/** What the index of the search follows, every second; what people search for has names. */
const OF_INDEX = /\b(outbox_cursors|search_tails|search_blocks|after_seq|through_seq)\b|^select pg_current_snapshot/;

/** What follows what is said to see who is to be told, and what its jobs ask. */
const OF_NOTIFICATIONS = /\b(notification_marks|notification_deliveries|push_subscriptions)\b/;

const TRANSACTIONS = /^(begin|start transaction|commit|rollback)/i;

/** Whether a statement goes on by itself, whatever a test does, or only frames others. */
export function isBackground({ name, text }: { readonly name?: string | undefined; readonly text: string }): boolean {
  if (TRANSACTIONS.test(text) || OF_JOBS.test(text) || NAMES_OF_PEOPLE.test(text)) return true;
  if (name !== undefined) return NAMES.test(name);
  return [TEXTS, OF_INDEX, OF_NOTIFICATIONS].some((known) => known.test(text.trimStart()));
}
