// The framework alone: NestJS on Fastify answers a page that it holds in memory, as bytes. Nobody signs in, nothing is read.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Controller, Get, Header, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { answering } from '../ground/answering.mjs';

const [, , file] = process.argv;
const page = readFileSync(file, 'utf8');

class PageController {
  page() {
    return page;
  }
}

class ReferenceModule {}

// What the decorators of a TypeScript file would do.
const { prototype } = PageController;
const method = Object.getOwnPropertyDescriptor(prototype, 'page');
Get()(prototype, 'page', method);
Header('content-type', 'application/json; charset=utf-8')(prototype, 'page', method);
Controller('page')(PageController);
Module({ controllers: [PageController] })(ReferenceModule);

const app = await NestFactory.create(ReferenceModule, new FastifyAdapter(), { logger: ['error'] });
await app.listen(0, '127.0.0.1');
answering({}, { port: app.getHttpServer().address().port });
