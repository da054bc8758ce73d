import type { ListedAccountDto } from '../../api/models/listed-account-dto';
import { AccountSelection } from './account-selection';

const people = (...ids: string[]) => ids.map((id) => ({ id }) as ListedAccountDto);
const ids = (selection: AccountSelection) => selection.accounts().map(({ id }) => id);

describe('the selection in the list of people', () => {
  const first = people('a', 'b', 'c', 'd');
  const second = people('e', 'f');
  let selection: AccountSelection;
  beforeEach(() => (selection = new AccountSelection()));
  const toggle = (page: ListedAccountDto[], at: number, range = false) =>
    selection.toggle(page[at] as ListedAccountDto, page, range);

  it('survives another page, and the same page loaded anew', () => {
    toggle(first, 1);
    toggle(second, 0);

    expect(ids(selection)).toEqual(['b', 'e']);
    expect(selection.has({ id: 'b' } as ListedAccountDto)).toBe(true);
    expect(selection.count()).toBe(2);
  });

  it('takes all from what was selected last to this one', () => {
    toggle(first, 2);
    toggle(first, 0, true);

    expect(ids(selection).sort()).toEqual(['a', 'b', 'c']);
  });

  it('takes a page or leaves it, and keeps the others', () => {
    toggle(second, 0);
    selection.togglePage(first);
    expect(selection.count()).toBe(5);
    selection.togglePage(first);
    expect(ids(selection)).toEqual(['e']);
  });

  it('is everybody who matches, until one of them is taken away', () => {
    selection.selectAll(1248);
    expect([selection.count(), selection.isAll(), first.every((one) => selection.has(one))]).toEqual([
      1248,
      true,
      true,
    ]);

    toggle(first, 0);
    expect([ids(selection), selection.isAll()]).toEqual([['b', 'c', 'd'], false]);
    selection.clear();
    expect(selection.count()).toBe(0);
  });
});
