// The framework alone: NestJS on Fastify checks the same DTO and answers it. Nobody signs in, nothing is kept.
import 'reflect-metadata';
import { Body, Controller, Module, Param, ParseUUIDPipe, Post, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { SendMessageDto } from '../../../dist/src/messages/dto/send-message.dto.js';
import { answering } from '../ground/answering.mjs';

class MessagesController {
  send(conversationId, message) {
    return { conversationId, seq: 1, rev: 1, kind: 'user', ...message, createdAt: new Date() };
  }
}

class ReferenceModule {}

// What the decorators of a TypeScript file would do.
const { prototype } = MessagesController;
const method = Object.getOwnPropertyDescriptor(prototype, 'send');
Param('conversationId', ParseUUIDPipe)(prototype, 'send', 0);
Body()(prototype, 'send', 1);
Reflect.defineMetadata('design:paramtypes', [String, SendMessageDto], prototype, 'send');
Post(':conversationId/messages')(prototype, 'send', method);
Controller('conversations')(MessagesController);
Module({ controllers: [MessagesController] })(ReferenceModule);

const app = await NestFactory.create(ReferenceModule, new FastifyAdapter(), { logger: ['error'] });
app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
await app.listen(0, '127.0.0.1');
answering({}, { port: app.getHttpServer().address().port });
