/** Whoever is in a group `c`, or finds it because it is listed and they were not sent out of it. */
export const maySeeGroup = (userId: string): string => `(
  exists (select 1 from conversation_members m where m.conversation_id = c.id and m.user_id = ${userId})
  or c.listed_as is not null and not exists (
    select 1 from removed_members r where r.conversation_id = c.id and r.user_id = ${userId}))`;
