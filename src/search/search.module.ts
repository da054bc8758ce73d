import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RateLimitModule } from '../core/http/rate-limit/rate-limit.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { UsersModule } from '../users/users.module.js';
import { Corrections } from './finding/corrections.js';
import { MessageFinder } from './finding/message-finder.js';
import { SearchHits } from './finding/search-hits.js';
import { SearchResults } from './finding/search-results.js';
import { SearchRepository } from './finding/search.repository.js';
import { IndexAnew } from './index/index-anew.js';
import { IndexOfGroup } from './index/index-of-group.js';
import { RestQuietBlocks } from './index/rest-quiet-blocks.js';
import { SearchBacklog } from './index/search-backlog.js';
import { SearchBlock } from './index/search-block.entity.js';
import { SearchFollower } from './index/search-follower.js';
import { SearchIndexRepository } from './index/search-index.repository.js';
import { SearchIndexer } from './index/search-indexer.js';
import { SearchProgressRepository } from './index/search-progress.repository.js';
import { SearchProgress } from './index/search-progress.js';
import { SearchRebuild } from './index/search-rebuild.entity.js';
import { SearchTail } from './index/search-tail.entity.js';
import { OperatorReader } from './query/operator-reader.js';
import { SearchController } from './search.controller.js';
import { SearchService } from './search.service.js';

/** Finds messages by their words, as their readers may read them. See docs/search.md. */
@Module({
  imports: [
    TypeOrmModule.forFeature([SearchBlock, SearchTail, SearchRebuild]),
    RateLimitModule,
    MessagesModule,
    UsersModule,
  ],
  controllers: [SearchController],
  providers: [
    SearchIndexRepository,
    SearchIndexer,
    SearchFollower,
    SearchBacklog,
    RestQuietBlocks,
    IndexOfGroup,
    IndexAnew,
    SearchProgressRepository,
    SearchProgress,
    SearchRepository,
    MessageFinder,
    Corrections,
    SearchHits,
    SearchResults,
    OperatorReader,
    SearchService,
  ],
})
export class SearchModule {}
