import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { TidyImports } from '../../src/admin/imports/tidy-imports.js';
import { RunAdminJob } from '../../src/admin/jobs/run-admin-job.js';
import { expectWaiting } from '../support/answer-after.js';
import { eventually } from '../support/eventually.js';
import { type Person, TestApp } from '../support/test-app.js';

describe('an import of people from a file', () => {
  let app: TestApp;
  let staff: Person;
  beforeAll(async () => {
    app = await TestApp.start({ publicUrl: 'https://chat.example' });
    staff = await app.person('staff', { isStaff: true });
  });
  afterAll(() => app.stop());

  const HEADER = 'Username,E-mail,First name,Last name';
  const ALL = { username: 'Username', email: 'E-mail', firstName: 'First name', lastName: 'Last name' };
  const table = (...rows: string[]) => [HEADER, ...rows].join('\n');
  const upload = async (file: string | Uint8Array<ArrayBuffer>, who = staff) =>
    (await app.as(who).upload('/admin/imports', file, 'people.csv', 'text/csv').expect(201)).body;
  const check = async (id: string, request: object = {}, who = staff) =>
    (
      await app
        .as(who)
        .patch(`/admin/imports/${id}`, { mapping: ALL, mode: 'both', ...request })
        .expect(200)
    ).body;
  const checked = async (file: string | Uint8Array<ArrayBuffer>, request: object = {}) =>
    check((await upload(file)).id, request);
  const get = async (id: string, who = staff) => (await app.as(who).get(`/admin/imports/${id}`).expect(200)).body;
  const begin = async (id: string, who = staff): Promise<string> =>
    (await app.as(who).post(`/admin/imports/${id}/run`).expect(202)).body.jobId;
  const over = (id: string, who = staff) =>
    eventually(async () => {
      const found = await get(id, who);
      expect(['uploaded', 'checked', 'running']).not.toContain(found.state);
      return found;
    }, 60_000);
  /** All of it: what is checked is run. */
  const imported = async (file: string | Uint8Array<ArrayBuffer>, request: object = {}) => {
    const { id } = await checked(file, request);
    await begin(id);
    return over(id);
  };
  const accountsOf = async (usernames: readonly string[]) =>
    app.database.query(
      `select username, email, first_name as "firstName", last_name as "lastName", title, password, last_login as "lastLogin"
       from users where username = any($1) order by username`,
      [usernames],
    );
  const rejects = async (id: string, who = staff) =>
    ((await app.as(who).get(`/admin/imports/${id}/rejects`).expect(200)).body as string)
      .replace(/^\uFEFF/, '')
      .split('\r\n')
      .slice(0, -1);

  describe('that is uploaded', () => {
    it('shows its columns and first rows, and guesses what the columns are', async () => {
      const answer = await upload('Login;E-Mail;Vorname;Nachname;Kürzel\nana.b;ana@x.example;Ana;Berg;AB\n');

      expect(answer).toMatchObject({
        ...{ name: 'people.csv', state: 'uploaded', rowCount: 1, checked: null, mode: null, jobId: null },
        columns: ['Login', 'E-Mail', 'Vorname', 'Nachname', 'Kürzel'],
        rows: [['ana.b', 'ana@x.example', 'Ana', 'Berg', 'AB']],
        mapping: { username: 'Login', email: 'E-Mail', firstName: 'Vorname', lastName: 'Nachname' },
      });
    });

    it('has columns that can be told apart', async () => {
      expect((await upload('Name,Name,,Name\n1,2,3,4')).columns).toEqual(['Name', 'Name (2)', '#3', 'Name (3)']);
    });

    const bytes = (text: string, encoding: BufferEncoding, mark: readonly number[] = []) =>
      new Uint8Array([...mark, ...Buffer.from(text, encoding)]);
    const swapped = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());
    const line = (separator: string) =>
      ['Username', 'Name'].join(separator) + '\r\n' + ['jürgen.o', 'Jürgen, Ø'].join(separator);

    it.each<[string, Uint8Array<ArrayBuffer> | string]>([
      ['UTF-8 with a mark', bytes(line(';'), 'utf8', [0xef, 0xbb, 0xbf])],
      ['UTF-16 with a mark', bytes(line('\t'), 'utf16le', [0xff, 0xfe])],
      ['UTF-16 with its bytes the other way round', new Uint8Array([0xfe, 0xff, ...swapped(line('\t'))])],
      ['UTF-16 without a mark', bytes(line(';'), 'utf16le')],
      ['Windows-1252', bytes(line(';'), 'latin1')],
      ['tabs between its cells', line('\t')],
      ['bars between its cells', line('|')],
      ['its separator said first', `sep=;\r\n${line(';')}`],
      ['line ends of old Macs', line(';').replaceAll('\r\n', '\r')],
      ['empty lines', `\n\n${line(';')}\n;\n\n`],
      ['all cells quoted', 'Username,Name\n"jürgen.o","Jürgen, Ø"\n'],
    ])('is read with %s', async (_, file) => {
      const { columns, rows, rowCount } = await upload(file);

      expect([columns, rows, rowCount]).toEqual([['Username', 'Name'], [['jürgen.o', 'Jürgen, Ø']], 1]);
    });

    it.each<[string, string | Uint8Array<ArrayBuffer>]>([
      ['empty', ''],
      ['nothing but empty lines', '\n\n;\n'],
      ['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 1, 2])],
      ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0, 1, 2, 0])],
    ])('is refused when it is %s', async (_, file) => {
      const { body } = await app.as(staff).upload('/admin/imports', file, 'people.csv', 'text/csv').expect(400);

      expect(body.code).toBe('import_unreadable');
    });

    it('is refused when it is too large, or has too many columns', async () => {
      const large = new Uint8Array(20 * 1024 * 1024 + 1).fill(0x61);
      const wide = Array.from({ length: 101 }, (_, n) => `c${n}`).join(',');

      await app.as(staff).upload('/admin/imports', large, 'people.csv', 'text/csv').expect(413);
      const { body } = await app.as(staff).upload('/admin/imports', wide, 'people.csv', 'text/csv').expect(400);
      expect(body.code).toBe('import_too_long');
    });

    it('is refused when it has a header and no people', async () => {
      const { body } = await app.as(staff).upload('/admin/imports', table(''), 'people.csv', 'text/csv').expect(400);

      expect(body.code).toBe('import_without_people');
    });

    it('is refused when one of its rows cannot be held, with the line', async () => {
      const file = table('x,x@x.example,,', `"${'n'.repeat(2_100_000)}",,,`);

      const { body } = await app.as(staff).upload('/admin/imports', file, 'people.csv', 'text/csv').expect(400);

      expect(body).toMatchObject({ code: 'import_row_too_long', line: 3 });
    });

    it('is its maker’s alone, and forgotten after a week', async () => {
      const { id } = await upload(table('x,x@x.example,,'));
      const other = await app.person('other.staff', { isStaff: true });
      for (const request of [
        app.as(other).get(`/admin/imports/${id}`),
        app.as(other).post(`/admin/imports/${id}/run`),
      ]) {
        expect((await request.expect(404)).body.code).toBe('import_not_found');
      }
      await app.database.query(`update account_imports set created_at = now() - interval '8 days' where id = $1`, [id]);

      await app.nest.get(TidyImports).handle();

      await app.as(staff).get(`/admin/imports/${id}`).expect(404);
      expect(await app.database.query('select 1 from account_import_rows where import_id = $1', [id])).toEqual([]);
    });

    it('makes room for a sixth that was not run', async () => {
      const first = await upload(table('x,x@x.example,,'));
      for (let n = 0; n < 5; n++) await upload(table('x,x@x.example,,'));

      await app.as(staff).get(`/admin/imports/${first.id}`).expect(404);
    });

    it('needs a permission of its own, which staff have and members have not', async () => {
      const member = await app.person('member');

      await app.as(member).upload('/admin/imports', table(), 'people.csv', 'text/csv').expect(403);
    });
  });

  describe('that is checked', () => {
    it('says how many accounts it would make, change and leave, and does nothing', async () => {
      await app.person('known.one', { firstName: 'Kim' });
      await app.person('known.two', { firstName: 'Lee' });

      const { state, checked: counts } = await checked(
        table('new.one,new.one@x.example,,', 'known.one,,Kim,', 'known.two,,Leah,', 'ab,ab@x.example,,'),
      );

      expect([state, counts]).toEqual(['checked', { create: 1, change: 1, unchanged: 1, refused: 1 }]);
      expect(await accountsOf(['new.one'])).toEqual([]);
      expect(await accountsOf(['known.two'])).toMatchObject([{ firstName: 'Lee' }]);
    });

    const long = 'x'.repeat(1_000_000);
    it.each<[string, string, object]>([
      ['a username that is none', 'a b,ok@x.example,,', { line: 2, field: 'username', code: 'invalid_username' }],
      ['no username', ',ok@x.example,,', { line: 2, field: 'username', code: 'required' }],
      ['no address', 'okay,,,', { line: 2, field: 'email', code: 'required' }],
      ['an address that is none', 'okay,nobody,,', { line: 2, field: 'email', code: 'invalid_email' }],
      ['an address that is taken', 'okay,ROOT@parley.example,,', { line: 2, field: 'email', code: 'email_taken' }],
      ['a name of two lines', 'okay,ok@x.example,"A\nB",', { line: 2, field: 'firstName', code: 'not_one_line' }],
      [
        'a name that is too long',
        `okay,ok@x.example,${'n'.repeat(151)},`,
        { line: 2, field: 'firstName', code: 'invalid_length' },
      ],
      ['a cell of a megabyte', `okay,ok@x.example,"${long}",`, { line: 2, field: null, code: 'cell_too_long' }],
      ['more cells than columns', 'okay,ok@x.example,,,,more', { line: 2, field: null, code: 'too_many_cells' }],
      [
        'characters that were lost',
        'okay,ok@x.example,J\uFFFDrg,',
        { line: 2, field: 'firstName', code: 'unreadable_characters' },
      ],
      ['somebody who may not be changed', 'root,,Rooty,', { line: 2, field: null, code: 'account_protected' }],
    ])('names the line with %s, and takes the others', async (_, row, error) => {
      const { checked: counts, errors, errorsTotal } = await checked(table(row, 'fine,fine@x.example,,'));

      expect(errors).toEqual([error]);
      expect([errorsTotal, counts.create]).toEqual([1, 1]);
    });

    it('counts lines as an editor does, whatever is in the cells before', async () => {
      const { errors } = await checked(table('', 'multi,multi@x.example,"a', 'b",', ' , ,,', 'x,x@x.example,,'));

      expect(errors.map(({ line, field }: { line: number; field: string }) => `${line} ${field}`)).toEqual([
        '3 firstName',
        '6 username',
      ]);
    });

    it('takes what is before a quotation mark that nobody closes, and names its line', async () => {
      const { checked: counts, errors } = await checked(
        table('fine,fine@x.example,,', '"open,o@x.example', 'more,m@x.example,,'),
      );

      expect(counts.create).toBe(1);
      expect(errors).toEqual([{ line: 3, field: null, code: 'quote_not_closed' }]);
    });

    it('takes the first of two rows about the same person', async () => {
      const { checked: counts, errors } = await checked(
        table('twin,twin@x.example,,', 'TWIN,other@x.example,,', 'third,Twin@X.example,,'),
      );

      expect(counts).toEqual({ create: 1, change: 0, unchanged: 0, refused: 2 });
      expect(errors).toEqual([
        { line: 3, field: 'username', code: 'duplicate_in_file' },
        { line: 4, field: 'email', code: 'duplicate_in_file' },
      ]);
    });

    it('makes nobody where it is to change, and changes nobody where it is to make', async () => {
      await app.person('there', { firstName: 'There' });
      const file = table('there,,Changed,', 'nowhere,nowhere@x.example,,');

      expect((await checked(file, { mode: 'update' })).errors).toEqual([
        { line: 3, field: 'username', code: 'user_not_found' },
      ]);
      expect((await checked(file, { mode: 'create' })).errors).toEqual([
        { line: 2, field: 'username', code: 'already_there' },
      ]);
    });

    it('finds people by their address where the file has no usernames', async () => {
      await app.person('by.mail');
      const mapping = { email: 'E-mail', lastName: 'Last name' };

      const { checked: counts } = await checked(table('ignored,BY.MAIL@parley.example,,Post'), {
        mapping,
        mode: 'update',
      });

      // The address is written in another way, which is a change as well.
      expect(counts).toEqual({ create: 0, change: 1, unchanged: 0, refused: 0 });
    });

    it('is refused a column that there is not, and does not begin without what it needs', async () => {
      const { id } = await upload(table('x,x@x.example,,'));
      const refusal = async (request: object) =>
        (
          await app
            .as(staff)
            .patch(`/admin/imports/${id}`, { mode: 'create', ...request })
            .expect(400)
        ).body.errors;

      expect(await refusal({ mapping: { ...ALL, title: 'Rank' } })).toMatchObject([{ pointer: '/mapping/title' }]);
      expect(await refusal({ mapping: { username: 'Username' } })).toMatchObject([{ pointer: '/mapping/email' }]);
      expect(await refusal({ mode: 'update', mapping: {} })).toMatchObject([{ pointer: '/mapping/username' }]);
      expect(await refusal({ mapping: { isStaff: 'Username' } })).toMatchObject([{ code: 'unknown_field' }]);
      expect((await app.as(staff).post(`/admin/imports/${id}/run`).expect(409)).body.code).toBe('import_not_checked');
    });
  });

  describe('that is run', () => {
    it('makes the accounts without a password, each on record, and changes those that differ', async () => {
      await app.person('to.change', { firstName: 'Old', lastName: 'Kept' });

      const { id, state, created, jobId } = await imported(
        table('first.new,first.new@x.example,Ana,Berg', 'second.new,second.new@x.example,,', 'to.change,,New,', '!,,,'),
      );

      expect([state, created]).toEqual(['done', 2]);
      expect(await accountsOf(['first.new', 'second.new', 'to.change'])).toMatchObject([
        { firstName: 'Ana', lastName: 'Berg', email: 'first.new@x.example', password: '!', lastLogin: null },
        { firstName: '', password: '!' },
        { firstName: 'New', lastName: 'Kept' },
      ]);
      const recorded = await app.database.query(
        `select action, count(*)::integer as count from audit_log where request_id = $1 group by 1 order by 1`,
        [jobId],
      );
      expect(recorded).toEqual([
        { action: 'user.created', count: 2 },
        { action: 'user.updated', count: 1 },
      ]);
      expect((await app.as(staff).get(`/admin/jobs/${jobId}`).expect(200)).body).toMatchObject({
        ...{ action: 'import', importId: id, state: 'done', changed: 3, total: 3, actor: { username: 'staff' } },
      });
      await app.anonymous().post('/auth/login', { login: 'first.new', password: '!' }).expect(401);
      expect((await app.as(staff).post(`/admin/imports/${id}/run`).expect(409)).body.code).toBe('import_begun');
      await app.as(staff).patch(`/admin/imports/${id}`, { mapping: ALL, mode: 'both' }).expect(409);
    });

    it.each(['create', 'both'])('changes nothing the second time, where it is to %s', async (mode) => {
      const file = table(`again.${mode},again.${mode}@x.example,Ana,Berg`, `more.${mode},more.${mode}@x.example,,`);
      await imported(file, { mode });

      const { checked: counts } = await checked(file, { mode });

      expect(counts).toEqual({ create: 0, change: 0, unchanged: 2, refused: 0 });
    });

    it('takes the list that was saved as a file, with what was kept from being computed', async () => {
      await app.person('odd.name', { firstName: '=Ann', lastName: '-Berg' });
      const response = await fetch(`${app.url}/api/v1/admin/users/export?format=csv&search=odd.name`, {
        headers: { authorization: `Bearer ${app.root.token}` },
      });
      const { id, mapping } = await upload(new Uint8Array(await response.arrayBuffer()), app.root);

      const { checked: counts } = await check(id, { mapping, mode: 'both' }, app.root);

      expect(mapping).toEqual(
        Object.fromEntries(['username', 'email', 'firstName', 'lastName', 'title'].map((field) => [field, field])),
      );
      expect(counts).toEqual({ create: 0, change: 0, unchanged: 1, refused: 0 });
    });

    it('gives back what was not imported as a file that no spreadsheet computes', async () => {
      const { id } = await imported(table('=cmd(),bad,Ann,', 'good.one,good.one@x.example,,'));

      expect(await rejects(id)).toEqual([
        `${HEADER},line,reason`,
        `'=cmd(),bad,Ann,,2,"username: A username has 3 to 32 of a-z, 0-9, dot, underscore and hyphen"`,
      ]);
    });

    it('changes who came to have an account since the check, where it may change people', async () => {
      const { id } = await checked(table('came.first,came.first@x.example,,', 'still.free,still.free@x.example,,'));
      const rival = await app.person('came.first');
      await begin(id);

      expect(await over(id)).toMatchObject({ state: 'done', created: 1, errors: [] });
      expect((await app.as(staff).get(`/admin/users/${rival.id}`)).body.email).toBe('came.first@x.example');
    });

    it('keeps nothing of somebody whose name was taken away, whether made or changed by it', async () => {
      await app.person('gone.old', { firstName: 'Old' });
      const { id, created } = await imported(
        table('gone.new,gone.new@x.example,Nora,', 'gone.old,,Olga,', 'stays,stays@x.example,,'),
      );
      expect(created).toBe(2);

      for (const username of ['gone.new', 'gone.old']) {
        const [user] = await app.database.query<{ id: string }>('select id from users where username = $1', [username]);
        await app.as(app.root).post(`/admin/users/${user?.id}/anonymise`, { confirm: username }).expect(200);
      }

      const rows = await app.database.query(
        'select cells from account_import_rows where import_id = $1 order by line',
        [id],
      );
      expect(rows).toEqual([{ cells: [] }, { cells: [] }, { cells: ['stays', 'stays@x.example', '', ''] }]);
    });

    it('says which lines failed when they were run, and takes them when the reason is gone', async () => {
      const { id } = await checked(table('late.one,late.mail@x.example,,'), { mode: 'create' });
      const rival = await app.person('rival');
      await app.as(app.root).patch(`/admin/users/${rival.id}`, { email: 'late.mail@x.example' }).expect(200);
      const jobId = await begin(id);

      expect(await over(id)).toMatchObject({ errors: [{ line: 2, code: 'email_taken' }], errorsTotal: 1 });
      expect((await app.as(staff).get(`/admin/jobs/${jobId}`)).body.failed).toEqual([
        { id: null, displayName: null, line: 2, code: 'email_taken' },
      ]);
      expect(await rejects(id)).toHaveLength(2);

      await app.as(app.root).patch(`/admin/users/${rival.id}`, { email: 'rival@x.example' }).expect(200);
      await app.as(staff).post(`/admin/jobs/${jobId}/retry`).expect(202);

      await eventually(async () => expect(await get(id)).toMatchObject({ state: 'done', created: 1, errors: [] }));
      expect(await rejects(id)).toHaveLength(1);
    });

    it('goes on where it was when its connection is lost in the middle, and makes nobody twice', async () => {
      const { id: heldId } = await app.person('held.row', { firstName: 'Before' });
      const { id } = await checked(
        table('be.fore,be.fore@x.example,,', 'held.row,,After,', 'behind,behind@x.example,,'),
      );
      const holder = new Client(app.database.url);
      await holder.connect();
      await holder.query('begin');
      await holder.query('select 1 from users where id = $1 for update', [heldId]);
      const jobId = await begin(id);
      await eventually(() => expectWaiting(app, 1));
      await app.database.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      );
      await holder.query('commit');
      await holder.end();
      await app.nest.get(RunAdminJob).handle({ jobId }, new AbortController().signal);

      expect(await over(id)).toMatchObject({ state: 'done', created: 2, errors: [] });
      expect(await accountsOf(['be.fore', 'held.row', 'behind'])).toHaveLength(3);
    });

    it('ends with the right of who began it, at the row where that is', async () => {
      // Accounts are locked in the order of their ids: while the job waits for this one, that of its maker is free.
      const { id: heldId } = await app.person('held.first', { firstName: 'Before' });
      const maker = await app.person('maker', { isStaff: true });
      const { id } = await upload(table('held.first,,After,', 'un.made,un.made@x.example,,'), maker);
      await check(id, {}, maker);
      const holder = new Client(app.database.url);
      await holder.connect();
      await holder.query('begin');
      await holder.query('select 1 from users where id = $1 for update', [heldId]);
      const jobId = await begin(id, maker);
      await eventually(() => expectWaiting(app, 1));
      await holder.query('update users set is_staff = false where id = $1', [maker.id]);
      await holder.query('commit');
      await holder.end();

      await eventually(async () =>
        expect((await app.as(app.root).get(`/admin/jobs/${jobId}`).expect(200)).body).toMatchObject({
          ...{ state: 'failed', reason: 'permission_denied', done: 0, total: 2 },
        }),
      );
      expect(await accountsOf(['held.first', 'un.made'])).toMatchObject([{ firstName: 'Before' }]);
    });

    it('makes hundreds of accounts, and says how far it is', async () => {
      const rows = Array.from({ length: 400 }, (_, n) => `many${n},many${n}@x.example,Many,Number ${n}`);
      const { id } = await checked(table(...rows));
      const jobId = await begin(id);

      await eventually(async () => {
        const { done, total } = (await app.as(staff).get(`/admin/jobs/${jobId}`).expect(200)).body;
        expect(total).toBe(400);
        expect(done).toBeGreaterThan(0);
      });
      expect(await over(id)).toMatchObject({ state: 'done', created: 400 });
    }, 60_000);

    it('reads and checks 50,000 rows without holding up others', async () => {
      const rows = Array.from(
        { length: 50_000 },
        (_, n) => `bulk${n},${n % 100 === 7 ? 'bad' : `bulk${n}@x.example`},B,${n}`,
      );
      let isOver = false;
      const checking = checked(table(...rows)).finally(() => (isOver = true));
      let answered = 0;
      for (; !isOver; answered++) await app.anonymous().get('/users/me').expect(401);

      const { checked: counts, errors, errorsTotal } = await checking;

      expect(counts).toEqual({ create: 49_500, change: 0, unchanged: 0, refused: 500 });
      expect([errors.length, errorsTotal, errors[0].line]).toEqual([100, 500, 9]);
      // One after the other: each has its turn between two pieces of the file.
      expect(answered).toBeGreaterThan(20);
    }, 60_000);
  });

  describe('with links', () => {
    const linksOf = (id: string, who = staff) => app.as(who).post(`/admin/imports/${id}/links`);

    it('makes one for each new account that nobody has signed in to, with which its owner comes in', async () => {
      const { id } = await imported(table('link.one,link.one@x.example,Lin,K', 'link.two,link.two@x.example,,'), {
        invite: true,
      });
      await app.database.query(`update users set last_login = now() where username = 'link.two'`);

      const [header, ...lines] = ((await linksOf(id).expect(200)).body as string).replace(/^\uFEFF/, '').split('\r\n');

      expect(header).toBe('username,email,firstName,lastName,link,expiresAt');
      expect(lines).toEqual([
        expect.stringMatching(/^link\.one,link\.one@x\.example,Lin,K,https:\/\/chat\.example\/reset-password\?token=/),
        '',
      ]);
      const token = /token=([^,]+)/.exec(lines[0] ?? '')?.[1];
      await app.anonymous().post('/auth/password/reset', { token, newPassword: 'eight-herons-dance' }).expect(204);
      await app.signIn('link.one', 'eight-herons-dance');
      expect(((await linksOf(id).expect(200)).body as string).split('\r\n')).toHaveLength(2);
    });

    it('makes none where nobody wanted them', async () => {
      const { id } = await imported(table('no.link,no.link@x.example,,'));

      expect((await linksOf(id).expect(409)).body.code).toBe('import_without_links');
    });

    it('makes none for somebody who may import and not hand over links', async () => {
      const clerk = await app.person('clerk');
      const role = { key: 'importer', name: 'Importer', permissions: ['user.import', 'user.manage', 'user.read'] };
      const { body } = await app.as(app.root).post('/admin/roles', role).expect(201);
      await app.as(app.root).put(`/admin/users/${clerk.id}/roles/${body.id}`).expect(204);
      const { id } = await upload(table('un.linked,un.linked@x.example,,'), clerk);
      await check(id, { invite: true }, clerk);
      await begin(id, clerk);
      expect(await over(id, clerk)).toMatchObject({ state: 'done', created: 1 });

      expect((await linksOf(id, clerk).expect(403)).body.code).toBe('permission_denied');
    });
  });
});
