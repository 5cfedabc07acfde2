// The arithmetic of TensorFlow Playground, written anew from its description: a graph of nodes and
// links as objects, one sample at a time forwards and backwards, and an update after each batch.
// Reads {sizes, weights, x, y, rate, batch, compared, seconds} from standard input; prints the losses
// of the first batches and then, for each line that it is sent, batches a second.
"use strict";
const readline = require("readline").createInterface({ input: process.stdin });

class Link {
  constructor(source, target, weight) {
    this.source = source;
    this.target = target;
    this.weight = weight;
    this.gradient = 0;
  }
}

class Node {
  constructor(bias, isLinear) {
    this.bias = bias;
    this.isLinear = isLinear;
    this.inputs = [];
    this.outputs = [];
    this.output = 0;
    this.error = 0;
    this.gradient = 0;
  }

  forward() {
    let total = this.bias;
    for (const link of this.inputs) total += link.weight * link.source.output;
    this.output = this.isLinear ? total : Math.tanh(total);
  }
}

function build(sizes, weights) {
  const layers = [Array.from({ length: sizes[0] }, () => new Node(0, true))];
  weights.forEach(([matrix, biases], index) => {
    const isLast = index === weights.length - 1;
    layers.push(biases.map((bias, row) => {
      const node = new Node(bias, isLast);
      layers[index].forEach((source, column) => {
        const link = new Link(source, node, matrix[row][column]);
        node.inputs.push(link);
        source.outputs.push(link);
      });
      return node;
    }));
  });
  return layers;
}

function learn(layers, x, y) {
  layers[0].forEach((node, index) => { node.output = x[index]; });
  for (let l = 1; l < layers.length; l++) for (const node of layers[l]) node.forward();
  const last = layers[layers.length - 1][0];
  last.slope = last.output - y;
  for (let l = layers.length - 1; l >= 1; l--) {
    for (const node of layers[l]) {
      node.error = node.slope * (node.isLinear ? 1 : 1 - node.output * node.output);
      node.gradient += node.error;
      for (const link of node.inputs) link.gradient += node.error * link.source.output;
    }
    if (l === 1) continue;
    for (const node of layers[l - 1]) {
      node.slope = 0;
      for (const link of node.outputs) node.slope += link.weight * link.target.error;
    }
  }
  return (last.output - y) ** 2;
}

function update(layers, rate, count) {
  for (let l = 1; l < layers.length; l++) {
    for (const node of layers[l]) {
      node.bias -= rate * node.gradient / count;
      node.gradient = 0;
      for (const link of node.inputs) {
        link.weight -= rate * link.gradient / count;
        link.gradient = 0;
      }
    }
  }
}

let job = null, layers = null, at = 0;

function batch() {
  let loss = 0;
  for (let k = 0; k < job.batch; k++) {
    loss += learn(layers, job.x[at], job.y[at]);
    at = (at + 1) % job.x.length;
  }
  update(layers, job.rate, job.batch);
  return loss / job.batch;
}

readline.on("line", (line) => {
  if (job === null) {
    job = JSON.parse(line);
    layers = build(job.sizes, job.weights);
    console.log(JSON.stringify(Array.from({ length: job.compared }, batch)));
    return;
  }
  const start = process.hrtime.bigint(), end = start + BigInt(Math.round(job.seconds * 1e9));
  let done = 0, now = start;
  while (now < end) {
    for (let k = 0; k < 1000; k++) batch();
    done += 1000;
    now = process.hrtime.bigint();
  }
  console.log(done / (Number(now - start) / 1e9));
});
