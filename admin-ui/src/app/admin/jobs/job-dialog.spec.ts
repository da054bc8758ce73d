import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { describe, expect, it, vi } from 'vitest';
import { Api } from '../../api/api';
import { adminGetJob } from '../../api/fn/administration/admin-get-job';
import type { AdminJobDetailsDto } from '../../api/models/admin-job-details-dto';
import { JobDialog } from './job-dialog';

const JOB = {
  ...{ id: 'job', action: 'deactivate', actor: { id: 'me' }, roleId: null, importId: null, reason: null },
  ...{ state: 'done', total: 3, done: 3, changed: 2, unchanged: 1, failed: [], failedTotal: 0 },
  ...{ createdAt: '2026-11-26T08:00:00.000Z', endedAt: '2026-11-26T08:00:01.000Z' },
} as unknown as AdminJobDetailsDto;

describe('a job that is over', () => {
  const preview = vi.fn<(body: object) => Promise<{ count: number }>>();

  const open = async (count: number) => {
    preview.mockReset().mockResolvedValue({ count });
    const invoke = async (route: unknown, parameters: { body: object }): Promise<unknown> =>
      route === adminGetJob ? JOB : preview(parameters.body);
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        { provide: Api, useValue: { invoke } },
        { provide: DIALOG_DATA, useValue: 'job' },
        { provide: DialogRef, useValue: { close: vi.fn(), config: { ariaLabelledBy: 'title' } } },
      ],
    });
    const fixture = TestBed.createComponent(JobDialog);
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  };

  it('offers to take it back while there is somebody whom that would change', async () => {
    const host = await open(2);

    expect(host.textContent).toContain('Undo');
    expect(host.textContent).toContain('1 needed no change');
    expect(preview).toHaveBeenCalledExactlyOnceWith({ action: 'activate', changedBy: 'job', dryRun: true });
  });

  it('offers that no more when it was taken back already', async () => {
    const host = await open(0);

    expect(host.textContent).toContain('Done for 2 people');
    expect(host.textContent).not.toContain('Undo');
  });
});
