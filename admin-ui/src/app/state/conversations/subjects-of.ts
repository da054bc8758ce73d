import type { Api } from '../../api/api';
import { listSubjects } from '../../api/fn/conversations/list-subjects';
import type { SubjectDto } from '../../api/models/subject-dto';

const PAGE_SIZE = 200;
/** More than anybody reads through. */
const MOST = 1_000;

/** The subjects of a conversation, the newest first, over as many pages as it takes: a page may be short. */
export async function subjectsOf(api: Api, conversationId: string): Promise<SubjectDto[]> {
  const all: SubjectDto[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: SubjectDto[]; nextCursor: string | null } = await api.invoke(listSubjects, {
      conversationId,
      limit: PAGE_SIZE,
      ...(cursor && { cursor }),
    });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && all.length < MOST);
  return all;
}
