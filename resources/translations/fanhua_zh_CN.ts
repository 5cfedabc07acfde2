<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccuracyView</name>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>accuracy (%)</source>
        <translation>准确率 (%)</translation>
    </message>
    <message>
        <source>{title}: {conditions}</source>
        <translation>{title}：{conditions}</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>随机猜测</translation>
    </message>
    <message>
        <source>published</source>
        <translation>已发表</translation>
    </message>
    <message>
        <source>training {train} %   test {test} %</source>
        <translation>训练 {train} %   测试 {test} %</translation>
    </message>
</context>
<context>
    <name>Arrangement</name>
    <message>
        <source>Arrange views</source>
        <translation>排列视图</translation>
    </message>
</context>
<context>
    <name>CollectionEditor</name>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Archive…</source>
        <translation>压缩包…</translation>
    </message>
    <message>
        <source>The images that come with the app</source>
        <translation>应用自带的图像</translation>
    </message>
    <message>
        <source>Choose an archive of images</source>
        <translation>选择图像压缩包</translation>
    </message>
    <message>
        <source>Archives (*.zip *.tar *.tar.gz *.tgz);;All files (*)</source>
        <translation>压缩包 (*.zip *.tar *.tar.gz *.tgz);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation>选择图像文件夹</translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <source>Confusion</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>taken for</source>
        <translation>认作</translation>
    </message>
    <message>
        <source>true class</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>step {step}, % of each class of the test images</source>
        <translation>第 {step} 步，占测试图像中各类别的 %</translation>
    </message>
    <message>
        <source>{count} of {all} images of {true} are taken for {taken}</source>
        <translation>{all} 张“{true}”图像中有 {count} 张被认作“{taken}”</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
</context>
<context>
    <name>Edits</name>
    <message>
        <source>Change settings</source>
        <translation>修改设置</translation>
    </message>
    <message>
        <source>Edit points</source>
        <translation>编辑数据点</translation>
    </message>
</context>
<context>
    <name>ExperimentPanel</name>
    <message>
        <source>{parameters} parameters for {points} training points</source>
        <translation>{parameters} 个参数，{points} 个训练点</translation>
    </message>
    <message>
        <source>{parameters} + {norms} (batch norm)</source>
        <translation>{parameters} + {norms}（批归一化）</translation>
    </message>
    <message>
        <source>training error {train}, test error {test}</source>
        <translation>训练误差 {train}，测试误差 {test}</translation>
    </message>
    <message>
        <source>condition number {number}</source>
        <translation>条件数 {number}</translation>
    </message>
</context>
<context>
    <name>FileEditor</name>
    <message>
        <source>Choose a table</source>
        <translation>选择数据表</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.dat);;All files (*)</source>
        <translation>数据表 (*.csv *.tsv *.txt *.dat);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>FilmDialog</name>
    <message>
        <source>Animation</source>
        <translation>动画</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>dense at the beginning, then ever rarer</source>
        <translation>开头密，之后越来越疏</translation>
    </message>
    <message>
        <source>even</source>
        <translation>均匀</translation>
    </message>
    <message>
        <source>{scale}× those of the screen</source>
        <translation>屏幕像素的 {scale} 倍</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Pictures, at most</source>
        <translation>画面数上限</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素</translation>
    </message>
</context>
<context>
    <name>FilteredView</name>
    <message>
        <source>Filtered</source>
        <translation>滤波</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>relative error</source>
        <translation>相对误差</translation>
    </message>
    <message>
        <source>δ = {delta}, on the training images that are looked at</source>
        <translation>δ = {delta}，在所查看的训练图像上</translation>
    </message>
    <message>
        <source>smooth part (low)</source>
        <translation>平滑部分（低频）</translation>
    </message>
    <message>
        <source>rest (high)</source>
        <translation>其余部分（高频）</translation>
    </message>
    <message>
        <source>epoch {epoch}   low {low}   high {high}</source>
        <translation>第 {epoch} 轮   低频 {low}   高频 {high}</translation>
    </message>
</context>
<context>
    <name>FitView</name>
    <message>
        <source>Hide the network</source>
        <translation>隐藏网络</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>拟合</translation>
    </message>
    <message>
        <source>Edit points</source>
        <translation>编辑数据点</translation>
    </message>
    <message>
        <source>Click adds a point, drag moves one, right-click removes one; also while it trains.</source>
        <translation>单击添加点，拖动移动点，右键单击删除点；训练过程中也可以。</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标函数</translation>
    </message>
    <message>
        <source>training points</source>
        <translation>训练点</translation>
    </message>
    <message>
        <source>test points</source>
        <translation>测试点</translation>
    </message>
    <message>
        <source>at the least test loss, step {step}</source>
        <translation>测试损失最小时，第 {step} 步</translation>
    </message>
    <message>
        <source>at step 0</source>
        <translation>第 0 步</translation>
    </message>
    <message>
        <source>x {x}   y {y}</source>
        <translation>x {x}   y {y}</translation>
    </message>
    <message>
        <source>x {x}   network {y}</source>
        <translation>x {x}   网络 {y}</translation>
    </message>
</context>
<context>
    <name>FormRow</name>
    <message>
        <source>{sign} A change restarts the run from step 0.</source>
        <translation>{sign} 修改后从第 0 步重新训练。</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Experiments</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Search: 1.3, labels, 随机标签, sjbq</source>
        <translation>搜索：1.3、labels、随机标签、sjbq</translation>
    </message>
    <message>
        <source>Open and train</source>
        <translation>打开并训练</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Enter, or a double click</source>
        <translation>回车，或双击</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Shift+回车</translation>
    </message>
    <message>
        <source>No experiment has these words.</source>
        <translation>没有包含这些词的实验。</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>Spectrum history</source>
        <translation>频谱演化</translation>
    </message>
    <message>
        <source>log x</source>
        <translation>对数 x</translation>
    </message>
    <message>
        <source>The step from which the error stays below the threshold for 10 steps.</source>
        <translation>误差降到阈值以下并保持 10 步的起始步。</translation>
    </message>
    <message>
        <source>relative error</source>
        <translation>相对误差</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>周期数</translation>
    </message>
    <message>
        <source>error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>学会步</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Relative error of each frequency; none is shown that the target lacks.</source>
        <translation>各频率的相对误差；目标中没有的频率不显示。</translation>
    </message>
    <message>
        <source>; peaks looked at every {steps} steps</source>
        <translation>；每 {steps} 步检查一次峰</translation>
    </message>
    <message>
        <source>frequency {omega} is not in the target</source>
        <translation>目标函数不含频率 {omega}</translation>
    </message>
    <message>
        <source>step {step}   frequency {omega}   error {error}</source>
        <translation>第 {step} 步   频率 {omega}   误差 {error}</translation>
    </message>
</context>
<context>
    <name>ImageFileEditor</name>
    <message>
        <source>Choose an image</source>
        <translation>选择图像</translation>
    </message>
    <message>
        <source>Images (*.png *.jpg *.jpeg *.bmp *.gif *.tif *.tiff *.webp);;All files (*)</source>
        <translation>图像 (*.png *.jpg *.jpeg *.bmp *.gif *.tif *.tiff *.webp);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>ImageSpectrumView</name>
    <message>
        <source>Spectrum</source>
        <translation>频谱</translation>
    </message>
    <message>
        <source>truth, log |F|</source>
        <translation>真实，log |F|</translation>
    </message>
    <message>
        <source>network, log |F|</source>
        <translation>网络，log |F|</translation>
    </message>
    <message>
        <source>ω {right}, {down}   truth {truth}</source>
        <translation>ω {right}, {down}   真实 {truth}</translation>
    </message>
    <message>
        <source>network {value}</source>
        <translation>网络 {value}</translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <source>Fit</source>
        <translation>拟合</translation>
    </message>
    <message>
        <source>known</source>
        <translation>已知</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>truth</source>
        <translation>真实</translation>
    </message>
    <message>
        <source>network − truth (±{error})</source>
        <translation>网络 − 真实（±{error}）</translation>
    </message>
    <message>
        <source>what is not known is off by {error} (root mean square)</source>
        <translation>未知部分的均方根误差 {error}</translation>
    </message>
    <message>
        <source>unknown pixels are off by {error}; {name}: {other} (root mean square)</source>
        <translation>未知像素的均方根误差 {error}；{name}：{other}</translation>
    </message>
    <message>
        <source>column {column}   row {row}   truth {truth}</source>
        <translation>列 {column}   行 {row}   真实 {truth}</translation>
    </message>
    <message>
        <source>network {value}</source>
        <translation>网络 {value}</translation>
    </message>
</context>
<context>
    <name>LabelledLossView</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>log y</source>
        <translation>对数 y</translation>
    </message>
    <message>
        <source>Logarithmic loss; zero is drawn at 1e-12.</source>
        <translation>损失取对数；零画在 1e-12 处。</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>least test loss</source>
        <translation>最小测试损失</translation>
    </message>
    <message>
        <source>training {train}   test {test}</source>
        <translation>训练 {train}   测试 {test}</translation>
    </message>
</context>
<context>
    <name>LandscapeView</name>
    <message>
        <source>Loss landscape</source>
        <translation>损失地形</translation>
    </message>
    <message>
        <source>first direction</source>
        <translation>第一方向</translation>
    </message>
    <message>
        <source>second direction</source>
        <translation>第二方向</translation>
    </message>
    <message>
        <source>log10 of the training loss</source>
        <translation>训练损失的 log10</translation>
    </message>
    <message>
        <source>way of the run</source>
        <translation>运行的路径</translation>
    </message>
    <message>
        <source>where it is</source>
        <translation>当前位置</translation>
    </message>
    <message>
        <source>Computed now and then; not for very large networks.</source>
        <translation>间或计算；不适用于很大的网络。</translation>
    </message>
    <message>
        <source>at step {step}; the way since the view is open</source>
        <translation>第 {step} 步；路径自视图打开时起</translation>
    </message>
    <message>
        <source>at step {step}; {share} % of the way lies on the plane</source>
        <translation>第 {step} 步；路径的 {share} % 在此平面上</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>损失 {loss}</translation>
    </message>
</context>
<context>
    <name>LessonPanel</name>
    <message>
        <source>rehearsed</source>
        <translation>已排练</translation>
    </message>
    <message>
        <source>Title of the lesson</source>
        <translation>课程标题</translation>
    </message>
    <message>
        <source>Cues</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Add a cue</source>
        <translation>添加提示</translation>
    </message>
    <message>
        <source>Remove the cue</source>
        <translation>删除提示</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
</context>
<context>
    <name>LiteratureTable</name>
    <message>
        <source>published</source>
        <translation>已发表</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>here</source>
        <translation>这里</translation>
    </message>
    <message>
        <source>what differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>yours: {name}</source>
        <translation>你的：{name}</translation>
    </message>
</context>
<context>
    <name>LiteratureView</name>
    <message>
        <source>Published</source>
        <translation>已发表数值</translation>
    </message>
    <message>
        <source>label noise p</source>
        <translation>标签噪声 p</translation>
    </message>
    <message>
        <source>epochs to 99 %</source>
        <translation>到 99 % 的轮数</translation>
    </message>
    <message>
        <source>a run of this session</source>
        <translation>本次会话的运行</translation>
    </message>
    <message>
        <source>this run</source>
        <translation>此运行</translation>
    </message>
    <message>
        <source>choose published numbers in the panel</source>
        <translation>请在面板中选择已发表数值</translation>
    </message>
</context>
<context>
    <name>LossView</name>
    <message>
        <source>Hide the test loss</source>
        <translation>隐藏测试损失</translation>
    </message>
    <message>
        <source>Hide the future</source>
        <translation>隐藏未来</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>log x</source>
        <translation>对数 x</translation>
    </message>
    <message>
        <source>log y</source>
        <translation>对数 y</translation>
    </message>
    <message>
        <source>Logarithmic steps; step 0 is drawn at one half.</source>
        <translation>步数取对数；第 0 步画在 0.5 处。</translation>
    </message>
    <message>
        <source>Logarithmic loss; zero is drawn at 1e-12.</source>
        <translation>损失取对数；零画在 1e-12 处。</translation>
    </message>
    <message>
        <source>Within the data: between the first and the last training point. Beyond them the network extrapolates.</source>
        <translation>数据范围内：第一个与最后一个训练点之间。范围之外网络在外推。</translation>
    </message>
    <message>
        <source>{loss} (scaled y)</source>
        <translation>{loss}（y 已标准化）</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>least test loss</source>
        <translation>最小测试损失</translation>
    </message>
    <message>
        <source>Press Space to train.</source>
        <translation>按空格键开始训练。</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Experiment</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
</context>
<context>
    <name>MeasuredView</name>
    <message>
        <source>Hide the test curve</source>
        <translation>隐藏测试曲线</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>What the curves are drawn against; at equal training loss one compares what was learned, not how fast.</source>
        <translation>曲线的横轴；在相同的训练损失处，比较的是学到了什么，而不是学得多快。</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>seconds of training</source>
        <translation>训练时间（秒）</translation>
    </message>
    <message>
        <source>training loss, falling</source>
        <translation>训练损失（递减）</translation>
    </message>
    <message>
        <source>training loss {loss}</source>
        <translation>训练损失 {loss}</translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation>第 {epoch} 轮</translation>
    </message>
</context>
<context>
    <name>MoreButton</name>
    <message>
        <source>More ({count})</source>
        <translation>更多（{count}）</translation>
    </message>
    <message>
        <source>Settings that are changed less often.</source>
        <translation>较少改动的设置。</translation>
    </message>
</context>
<context>
    <name>Multiples</name>
    <message>
        <source>No run is shown. Tick runs in the list.</source>
        <translation>没有显示任何运行。请在列表中勾选。</translation>
    </message>
    <message>
        <source>same axes for all</source>
        <translation>所有坐标轴相同</translation>
    </message>
</context>
<context>
    <name>NeuronFigures</name>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>临界</translation>
    </message>
    <message>
        <source>condensed</source>
        <translation>凝聚</translation>
    </message>
    <message>
        <source>none: all outputs are equal, the network is dead</source>
        <translation>无：所有输出都相等，网络已经失活</translation>
    </message>
    <message>
        <source>none: the loss is above that at the start</source>
        <translation>无：损失高于开始时的损失</translation>
    </message>
    <message>
        <source>none: regimes are of networks with one hidden layer</source>
        <translation>无：这些区域是对单隐藏层网络而言的</translation>
    </message>
    <message>
        <source>RD</source>
        <translation>RD</translation>
    </message>
    <message>
        <source>Relative distance of the layer&apos;s weights from their start.</source>
        <translation>该层权重到初始值的相对距离。</translation>
    </message>
    <message>
        <source>regime by RD</source>
        <translation>区域（按 RD）</translation>
    </message>
    <message>
        <source>By how far the first layer moved; the phase diagram of the book is of networks with one hidden layer, and goes by how RD changes with the width.</source>
        <translation>按第一层移动了多远来定；书中的相图针对只有一个隐藏层的网络，依据的是 RD 随宽度的变化。</translation>
    </message>
    <message>
        <source>directions</source>
        <translation>方向数</translation>
    </message>
    <message>
        <source>The least number that all neurons are near to (cosine {cosine}), of those that make up {part} % of the amplitude.</source>
        <translation>使占总幅度 {part} % 的神经元都与某个方向接近（余弦 {cosine}）所需的最少方向数。</translation>
    </message>
    <message>
        <source>neurons</source>
        <translation>神经元数</translation>
    </message>
    <message>
        <source>Of the first hidden layer; all of them.</source>
        <translation>第一隐藏层的全部神经元。</translation>
    </message>
    <message>
        <source>RD: linear &lt; {low} ≤ critical ≤ {high} &lt; condensed</source>
        <translation>RD：线性 &lt; {low} ≤ 临界 ≤ {high} &lt; 凝聚</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
</context>
<context>
    <name>NeuronsView</name>
    <message>
        <source>Neurons</source>
        <translation>神经元</translation>
    </message>
    <message>
        <source>log y</source>
        <translation>y 对数</translation>
    </message>
    <message>
        <source>Logarithmic amplitude; zero is drawn at 1e-8.</source>
        <translation>幅度取对数；零画在 1e-8 处。</translation>
    </message>
    <message>
        <source>trails</source>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>The way that each neuron has come.</source>
        <translation>每个神经元走过的路径。</translation>
    </message>
    <message>
        <source>cosines</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Cosine between each two neurons, ordered by the leading eigenvector: reddish points the same way, bluish the opposite.</source>
        <translation>每两个神经元之间的余弦，按主特征向量排序：偏红表示方向相同，偏蓝表示相反。</translation>
    </message>
    <message>
        <source>orientation of (w, b), radians</source>
        <translation>(w, b) 的朝向（弧度）</translation>
    </message>
    <message>
        <source>cosine with the leading direction</source>
        <translation>与主方向的余弦</translation>
    </message>
    <message>
        <source>amplitude |a| |(w, b)|</source>
        <translation>幅度 |a| |(w, b)|</translation>
    </message>
    <message>
        <source>now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>at step 0</source>
        <translation>第 0 步</translation>
    </message>
    <message>
        <source>orientation {x}   amplitude {y}</source>
        <translation>朝向 {x}   幅度 {y}</translation>
    </message>
    <message>
        <source>cosine {x}   amplitude {y}</source>
        <translation>余弦 {x}   幅度 {y}</translation>
    </message>
</context>
<context>
    <name>NotebookKeeper</name>
    <message>
        <source>Add bookmark</source>
        <translation>添加书签</translation>
    </message>
    <message>
        <source>Remove bookmark</source>
        <translation>删除书签</translation>
    </message>
    <message>
        <source>Write notes</source>
        <translation>书写笔记</translation>
    </message>
    <message>
        <source>Edit lesson</source>
        <translation>编辑课程</translation>
    </message>
</context>
<context>
    <name>OutlineView</name>
    <message>
        <source>Fit</source>
        <translation>拟合</translation>
    </message>
    <message>
        <source>wiggle</source>
        <translation>摆动</translation>
    </message>
    <message>
        <source>Swing the trunk: the fifth parameter.</source>
        <translation>摆动象鼻：第五个参数。</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Draw an outline with the mouse; it is closed by itself.</source>
        <translation>用鼠标画一个轮廓；它会自动闭合。</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>training points</source>
        <translation>训练点</translation>
    </message>
    <message>
        <source>at step 0</source>
        <translation>第 0 步</translation>
    </message>
    <message>
        <source>target: {count} numbers, {box}</source>
        <translation>目标：{count} 个数，{box}</translation>
    </message>
    <message>
        <source>network: {count} parameters, {box}</source>
        <translation>网络：{count} 个参数，{box}</translation>
    </message>
    <message>
        <source>x {left} to {right}, y {bottom} to {top}, area {area}</source>
        <translation>x {left} 至 {right}，y {bottom} 至 {top}，面积 {area}</translation>
    </message>
    <message>
        <source>x {x}   y {y}</source>
        <translation>x {x}   y {y}</translation>
    </message>
</context>
<context>
    <name>OwnerLine</name>
    <message>
        <source>Use these settings</source>
        <translation>使用这些设置</translation>
    </message>
    <message>
        <source>The next run trains with them. To change one of them does so too.</source>
        <translation>下一次运行用它们训练。改动其中一项也有同样的效果。</translation>
    </message>
    <message>
        <source>Settings of “{run}”. A change here is one of all runs of the race.</source>
        <translation>“{run}”的设置。在这里的改动对比赛中的所有运行都生效。</translation>
    </message>
    <message>
        <source>Settings of “{run}”, as it was trained.</source>
        <translation>“{run}”训练时的设置。</translation>
    </message>
    <message>
        <source>Settings of “{run}” at step {step}.</source>
        <translation>“{run}”在第 {step} 步时的设置。</translation>
    </message>
</context>
<context>
    <name>PhaseView</name>
    <message>
        <source>Phase diagram</source>
        <translation>相图</translation>
    </message>
    <message>
        <source>Set by click</source>
        <translation>点击设置</translation>
    </message>
    <message>
        <source>A click on the map initialises the network so; it begins anew.</source>
        <translation>点击图上一处即按此初始化网络；训练重新开始。</translation>
    </message>
    <message>
        <source>RD, distance of the weights from their start</source>
        <translation>RD，权重与初始值的距离</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>condensed</source>
        <translation>凝聚</translation>
    </message>
    <message>
        <source>this run</source>
        <translation>此运行</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>临界</translation>
    </message>
    <message>
        <source>usual initialisations</source>
        <translation>常用初始化</translation>
    </message>
    <message>
        <source>The map is of networks with one hidden layer.</source>
        <translation>此图适用于单隐层网络。</translation>
    </message>
    <message>
        <source>γ {gamma}, γ′ {prime}, RD {distance}</source>
        <translation>γ {gamma}，γ′ {prime}，RD {distance}</translation>
    </message>
    <message>
        <source>{run}: γ {gamma}, γ′ {prime}, RD {distance}</source>
        <translation>{run}：γ {gamma}，γ′ {prime}，RD {distance}</translation>
    </message>
    <message>
        <source>γ {gamma}   γ′ {prime}   {regime}</source>
        <translation>γ {gamma}   γ′ {prime}   {regime}</translation>
    </message>
</context>
<context>
    <name>Prediction</name>
    <message>
        <source>Draw with the mouse what you expect; what you draw again replaces it.</source>
        <translation>用鼠标画出预期的曲线；再画的部分会替换之前的。</translation>
    </message>
    <message>
        <source>Guess and truth differ by a factor of {number} on average</source>
        <translation>猜测与真实平均相差{number}倍</translation>
    </message>
    <message>
        <source>Guess and truth are {number} apart on average</source>
        <translation>猜测与真实平均相距{number}</translation>
    </message>
    <message>
        <source>, over {share} % of the axis</source>
        <translation>,覆盖坐标轴的{share}%</translation>
    </message>
    <message>
        <source>guess</source>
        <translation>猜测</translation>
    </message>
</context>
<context>
    <name>PredictionButton</name>
    <message>
        <source>Predict</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Hide something, for the class to draw it.</source>
        <translation>隐藏一部分，让学生画出来。</translation>
    </message>
    <message>
        <source>Reveal</source>
        <translation>揭晓</translation>
    </message>
    <message>
        <source>Show what was hidden over the guess.</source>
        <translation>把隐藏的部分显示在猜测之上。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Take the guess away.</source>
        <translation>去掉猜测。</translation>
    </message>
</context>
<context>
    <name>Preparation</name>
    <message>
        <source>Take their classes</source>
        <translation>采用其类别</translation>
    </message>
</context>
<context>
    <name>PresenterPanel</name>
    <message>
        <source>Next: {cue}</source>
        <translation>下一个：{cue}</translation>
    </message>
    <message>
        <source>From 0:00</source>
        <translation>从0：00开始</translation>
    </message>
    <message>
        <source>Count the time of the talk from now.</source>
        <translation>从现在开始计时。</translation>
    </message>
    <message>
        <source>What the class sees</source>
        <translation>学生看到的画面</translation>
    </message>
</context>
<context>
    <name>RaceDialog</name>
    <message>
        <source>Race</source>
        <translation>对比赛</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>epochs (passes over the training points)</source>
        <translation>轮数（遍历训练点的次数）</translation>
    </message>
    <message>
        <source>on top of each other</source>
        <translation>叠加在一起</translation>
    </message>
    <message>
        <source>side by side, with the same axes</source>
        <translation>并排，坐标轴相同</translation>
    </message>
    <message>
        <source>Start race</source>
        <translation>开始对比</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>Equal</source>
        <translation>保持相等</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>显示方式</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>随机种子数</translation>
    </message>
    <message>
        <source>{count} runs train side by side.</source>
        <translation>{count} 个运行同步训练。</translation>
    </message>
</context>
<context>
    <name>RecordPanels</name>
    <message>
        <source>Notes, kept in the project</source>
        <translation>笔记，随项目保存</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Name of step {step}:</source>
        <translation>第 {step} 步的名称：</translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
</context>
<context>
    <name>Rehearsal</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Rehearsal</source>
        <translation>排练</translation>
    </message>
    <message>
        <source>Cue {done} of {count}</source>
        <translation>提示 {done}/{count}</translation>
    </message>
    <message>
        <source>about {seconds} s left</source>
        <translation>约剩{seconds}秒</translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message>
        <source>Rename run</source>
        <translation>重命名运行</translation>
    </message>
    <message>
        <source>Show run</source>
        <translation>显示运行</translation>
    </message>
    <message>
        <source>Hide run</source>
        <translation>隐藏运行</translation>
    </message>
    <message>
        <source>Delete run</source>
        <translation>删除运行</translation>
    </message>
</context>
<context>
    <name>RunsModel</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Differs by</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
</context>
<context>
    <name>RunsPanel</name>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>{size} MB recorded</source>
        <translation>已记录 {size} MB</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Train again with these settings</source>
        <translation>用这些设置再训练一次</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>A second run that is at the same step and can go on.</source>
        <translation>位于同一步、可以继续训练的第二个运行。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>A click shows a run while none is training; two that are selected are compared.</source>
        <translation>没有训练进行时，单击可显示一个运行；选中两个则进行比较。</translation>
    </message>
    <message>
        <source>{size} MB a run</source>
        <translation>每个运行 {size} MB</translation>
    </message>
    <message>
        <source>Room for the states that a run can be gone on from. Where it is used up, states in between are given up.</source>
        <translation>可供继续训练的状态所用的空间。用满后会舍弃中间的状态。</translation>
    </message>
</context>
<context>
    <name>SamplePage</name>
    <message>
        <source>page {page} of {count}</source>
        <translation>第 {page} 页，共 {count} 页</translation>
    </message>
    <message>
        <source>Page back</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
</context>
<context>
    <name>SamplesView</name>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>worst first</source>
        <translation>最差在前</translation>
    </message>
    <message>
        <source>best first</source>
        <translation>最好在前</translation>
    </message>
    <message>
        <source>as they come</source>
        <translation>原有顺序</translation>
    </message>
    <message>
        <source>Order of the images</source>
        <translation>图片顺序</translation>
    </message>
    <message>
        <source>test images; nothing is trained yet</source>
        <translation>测试图像；尚未训练</translation>
    </message>
    <message>
        <source>step {step}: {right} of {count} test images right</source>
        <translation>第 {step} 步：{count} 张测试图像中 {right} 张正确</translation>
    </message>
    <message>
        <source>{true}, taken for {taken}; loss {loss}</source>
        <translation>{true}，被认作{taken}；损失 {loss}</translation>
    </message>
</context>
<context>
    <name>Scene</name>
    <message>
        <source>● recorded, step {step}</source>
        <translation>● 回放，第 {step} 步</translation>
    </message>
</context>
<context>
    <name>ShapeLabel</name>
    <message>
        <source>{turns} turning points, variation {variation}, max |f| {largest}</source>
        <translation>{turns} 个转折点，全变差 {variation}，max |f| {largest}</translation>
    </message>
    <message>
        <source>1 turning point, variation {variation}, max |f| {largest}</source>
        <translation>1 个转折点，全变差 {variation}，max |f| {largest}</translation>
    </message>
    <message>
        <source>at least {text}</source>
        <translation>至少 {text}</translation>
    </message>
    <message>
        <source>Of the network between the two ends of the data. Wiggles of less than a thousandth of the data&apos;s range may be left out; “at least” where more was not looked at while it trains.</source>
        <translation>指网络在数据两端之间的曲线。小于数据范围千分之一的起伏可能被略去；训练中来不及细看时标注“至少”。</translation>
    </message>
</context>
<context>
    <name>SizesView</name>
    <message>
        <source>Size and error</source>
        <translation>规模与误差</translation>
    </message>
    <message>
        <source>log x</source>
        <translation>对数 x</translation>
    </message>
    <message>
        <source>comparison, training</source>
        <translation>对照，训练</translation>
    </message>
    <message>
        <source>comparison, test</source>
        <translation>对照，测试</translation>
    </message>
    <message>
        <source>network, training</source>
        <translation>网络，训练</translation>
    </message>
    <message>
        <source>by parameters</source>
        <translation>按参数个数</translation>
    </message>
    <message>
        <source>Put networks and comparison on one axis: how many numbers each fits.</source>
        <translation>把网络与对照放在同一根轴上：各自拟合多少个数。</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数个数</translation>
    </message>
    <message>
        <source>hidden neurons</source>
        <translation>隐藏神经元个数</translation>
    </message>
    <message>
        <source>{loss}; of the comparison: mean squared error</source>
        <translation>{loss}；对照曲线：均方误差</translation>
    </message>
    <message>
        <source>network, test</source>
        <translation>网络，测试</translation>
    </message>
    <message>
        <source>Train networks of several widths, or choose the comparison “polynomial”.</source>
        <translation>请训练几种宽度的网络，或选择对照“多项式”。</translation>
    </message>
    <message>
        <source>{name}: size {size}   training {train}   test {test}</source>
        <translation>{name}：规模 {size}   训练 {train}   测试 {test}</translation>
    </message>
</context>
<context>
    <name>SpectrumView</name>
    <message>
        <source>Hide the network</source>
        <translation>隐藏网络</translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation>频谱</translation>
    </message>
    <message>
        <source>log y</source>
        <translation>对数 y</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>周期数</translation>
    </message>
    <message>
        <source>Frequency in cycles per unit of x, for example per year.</source>
        <translation>以每单位 x 的周期数表示频率，例如每年几个周期。</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标函数</translation>
    </message>
    <message>
        <source>aliasing limit {omega}</source>
        <translation>混叠极限 {omega}</translation>
    </message>
    <message>
        <source>frequency {omega}   target {target}</source>
        <translation>频率 {omega}   目标函数 {target}</translation>
    </message>
    <message>
        <source>network {value}</source>
        <translation>网络 {value}</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Fit</source>
        <translation>拟合</translation>
    </message>
    <message>
        <source>true value</source>
        <translation>真实值</translation>
    </message>
    <message>
        <source>the network&apos;s value</source>
        <translation>网络的值</translation>
    </message>
    <message>
        <source>{drawn} of {count} test points are drawn</source>
        <translation>画出 {count} 个测试点中的 {drawn} 个</translation>
    </message>
    <message>
        <source>training points</source>
        <translation>训练点</translation>
    </message>
    <message>
        <source>test points</source>
        <translation>测试点</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>true {x}   network {y}</source>
        <translation>真实 {x}   网络 {y}</translation>
    </message>
</context>
<context>
    <name>TimelineBar</name>
    <message>
        <source>Bookmark this step…</source>
        <translation>为此步添加书签…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>● recorded, step {step}</source>
        <translation>● 回放，第 {step} 步</translation>
    </message>
    <message>
        <source>Play what was recorded.</source>
        <translation>播放记录。</translation>
    </message>
    <message>
        <source>Stop playing.</source>
        <translation>停止播放。</translation>
    </message>
    <message>
        <source>last step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>How fast to play; 1× shows a whole run in ten seconds.</source>
        <translation>播放速度；1× 用十秒放完整次运行。</translation>
    </message>
    <message>
        <source>Recorded steps, dense at the beginning; the right end is the present.</source>
        <translation>已记录的步：开头密集，最右端为当前。</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>Bookmarks of this run.</source>
        <translation>此运行的书签。</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Back to the present.</source>
        <translation>回到当前。</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>{rate} steps/s</source>
        <translation>{rate} 步/秒</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>未记录</translation>
    </message>
    <message>
        <source>full speed</source>
        <translation>全速</translation>
    </message>
    <message>
        <source>{speed}/s</source>
        <translation>{speed} 步/秒</translation>
    </message>
    <message>
        <source>Speed: from one step a second to as fast as possible.</source>
        <translation>速度：从每秒一步到全速。</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
</context>
<context>
    <name>TrueFunctionsView</name>
    <message>
        <source>True functions</source>
        <translation>真实函数</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Draw what is true with the mouse, from left to right; also after training.</source>
        <translation>用鼠标从左到右画出真实函数；训练之后也可以。</translation>
    </message>
    <message>
        <source>if this is true</source>
        <translation>若此为真</translation>
    </message>
    <message>
        <source>error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Mean squared error of the network between the ends of the data.</source>
        <translation>网络在数据两端之间的均方误差。</translation>
    </message>
    <message>
        <source>Switch on several truths in the panel, or draw one.</source>
        <translation>在面板中打开多个真实函数，或画一个。</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>training points</source>
        <translation>训练点</translation>
    </message>
    <message>
        <source>x {x}</source>
        <translation>x {x}</translation>
    </message>
    <message>
        <source>network {value}</source>
        <translation>网络 {value}</translation>
    </message>
</context>
<context>
    <name>View</name>
    <message>
        <source>not drawn, of another loss: {names}</source>
        <translation>损失不同，未画出：{names}</translation>
    </message>
</context>
<context>
    <name>ViewHeader</name>
    <message>
        <source>More of {view}</source>
        <translation>“{view}”的更多操作</translation>
    </message>
    <message>
        <source>Enlarge, or bring all back</source>
        <translation>放大，或恢复全部视图</translation>
    </message>
    <message>
        <source>Export figure…</source>
        <translation>导出图形…</translation>
    </message>
    <message>
        <source>Copy figure</source>
        <translation>复制图形</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>How the view looks, and what can be done with it</source>
        <translation>视图的外观，以及可对它做的操作</translation>
    </message>
</context>
<context>
    <name>ViewSlot</name>
    <message>
        <source>This view has nothing to show of these data.</source>
        <translation>此视图对这些数据没有可显示的内容。</translation>
    </message>
</context>
<context>
    <name>WorkStrip</name>
    <message>
        <source>{seconds} s left</source>
        <translation>还剩 {seconds} 秒</translation>
    </message>
    <message>
        <source>Cancel (Esc)</source>
        <translation>取消（Esc）</translation>
    </message>
</context>
<context>
    <name>about</name>
    <message>
        <source>CUDA is not used: no NVIDIA driver answers on this computer.</source>
        <translation>未使用CUDA:这台电脑上没有NVIDIA驱动响应。</translation>
    </message>
    <message>
        <source>CUDA is used on {gpu}, for all that is faster there than on the CPU.</source>
        <translation>在{gpu}上使用CUDA,用于比CPU更快的任务。</translation>
    </message>
    <message>
        <source>There is no CUDA on macOS; MPS can be chosen as a device.</source>
        <translation>macOS上没有CUDA;可以选择MPS作为设备。</translation>
    </message>
    <message>
        <source>Fanhua trains neural networks live before a class.

Fanhua is free software under the MIT licence; Qt is used under the LGPL.</source>
        <translation>Fanhua 在课堂上实时训练神经网络。

Fanhua 是采用 MIT 许可证的自由软件；所用的 Qt 遵循 LGPL。</translation>
    </message>
    <message>
        <source>About Fanhua</source>
        <translation>关于 Fanhua</translation>
    </message>
    <message>
        <source>Looking where it can train…</source>
        <translation>正在查看可以在哪里训练…</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>CUDA is not used: the preferences say {device}.</source>
        <translation>未使用CUDA:偏好设置指定{device}。</translation>
    </message>
    <message>
        <source>CUDA is not used: this torch ({torch}) is built for the CPU alone.</source>
        <translation>未使用CUDA:此torch({torch})仅为CPU构建。</translation>
    </message>
    <message>
        <source>It may train with {threads} threads.</source>
        <translation>可以使用{threads}个线程训练。</translation>
    </message>
    <message>
        <source>Where it can train could not be found out.</source>
        <translation>无法得知可以在哪里训练。</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Train, or pause.</source>
        <translation>开始训练，或暂停。</translation>
    </message>
    <message>
        <source>Single step</source>
        <translation>单步</translation>
    </message>
    <message>
        <source>Do one optimizer step and pause.</source>
        <translation>优化一步后暂停。</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Back to step 0, to the same initial weights.</source>
        <translation>回到第 0 步，使用相同的初始权重。</translation>
    </message>
    <message>
        <source>End run</source>
        <translation>结束运行</translation>
    </message>
    <message>
        <source>End this run; its curves stay on screen.</source>
        <translation>结束本次运行，曲线保留在屏幕上。</translation>
    </message>
    <message>
        <source>Experiments…</source>
        <translation>实验…</translation>
    </message>
    <message>
        <source>The figures of the chapter: choose one, and it trains.</source>
        <translation>本章的图：选一个即开始训练。</translation>
    </message>
    <message>
        <source>Import CSV…</source>
        <translation>导入 CSV…</translation>
    </message>
    <message>
        <source>Take the data from a table in a file.</source>
        <translation>使用文件中数据表的数据。</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Close Fanhua.</source>
        <translation>关闭 Fanhua。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Branch from here</source>
        <translation>从此处分支</translation>
    </message>
    <message>
        <source>A second run from the step that is shown, with the same weights and data order.</source>
        <translation>从所显示的步开始第二个运行，权重与数据顺序相同。</translation>
    </message>
    <message>
        <source>Race…</source>
        <translation>对比赛…</translation>
    </message>
    <message>
        <source>Train several runs side by side that differ in one setting.</source>
        <translation>同步训练只有一项设置不同的若干运行。</translation>
    </message>
    <message>
        <source>Bookmark this step…</source>
        <translation>为此步添加书签…</translation>
    </message>
    <message>
        <source>Give the step that is shown a name, to come back to it.</source>
        <translation>给所显示的步起一个名称，以便返回。</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Begin a session with the default experiment.</source>
        <translation>以默认实验开始新的会话。</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Open a project or an experiment.</source>
        <translation>打开项目或实验。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the project with all its runs, or the experiment alone as JSON.</source>
        <translation>保存项目及其全部运行，或仅将实验保存为 JSON。</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Save to another file.</source>
        <translation>保存到另一个文件。</translation>
    </message>
    <message>
        <source>Download CIFAR-10…</source>
        <translation>下载 CIFAR-10…</translation>
    </message>
    <message>
        <source>Fetch all 60,000 images from their author&apos;s site, 170 MB.</source>
        <translation>从作者的网站下载全部 60,000 张图像，170 MB。</translation>
    </message>
    <message>
        <source>Take the last change back.</source>
        <translation>撤销上一次更改。</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Make the change again.</source>
        <translation>恢复被撤销的修改。</translation>
    </message>
    <message>
        <source>Arrange views</source>
        <translation>排列视图</translation>
    </message>
    <message>
        <source>Show all views, two by two.</source>
        <translation>两两并排显示所有视图。</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>The same view of each shown run, with the same axes.</source>
        <translation>每个显示的运行各一幅相同的视图，坐标轴相同。</translation>
    </message>
    <message>
        <source>Predict, then reveal</source>
        <translation>预测，然后揭晓</translation>
    </message>
    <message>
        <source>Hide the network or a curve of the view under the mouse for the class to draw it; then show it over the guess; then take the guess away.</source>
        <translation>隐藏鼠标所在视图的网络或曲线，让学生画出来；然后显示在猜测之上；再清除猜测。</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Use the whole screen.</source>
        <translation>占用整个屏幕。</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Large text and lines, no panels; Esc goes back.</source>
        <translation>放大文字和线条，隐藏面板；按 Esc 返回。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Leave the enlarged view, presenting or full screen.</source>
        <translation>退出放大的视图、演示或全屏。</translation>
    </message>
    <message>
        <source>Next cue</source>
        <translation>下一个提示</translation>
    </message>
    <message>
        <source>Go on in the lesson, as a clicker does.</source>
        <translation>课程继续，与翻页笔相同。</translation>
    </message>
    <message>
        <source>Previous cue</source>
        <translation>上一个提示</translation>
    </message>
    <message>
        <source>Back to what was on screen before the last cue.</source>
        <translation>回到上一个提示之前的画面。</translation>
    </message>
    <message>
        <source>Add what I just did</source>
        <translation>添加刚才的操作</translation>
    </message>
    <message>
        <source>Append what was done since the last time to the lesson, as cues.</source>
        <translation>把上次以来的操作作为提示添加到课程。</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>排练</translation>
    </message>
    <message>
        <source>Train all cues of the lesson now; in class they play from the recording.</source>
        <translation>现在训练课程的所有提示；上课时从录制播放。</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>偏好设置…</translation>
    </message>
    <message>
        <source>Look, language, size of letters, recording, device and threads.</source>
        <translation>外观、语言、字号、录制、设备和线程。</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>How to begin, the keys, and a page for each preset.</source>
        <translation>如何开始、快捷键，以及每个预设的说明。</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>打开日志文件夹</translation>
    </message>
    <message>
        <source>Where the app writes what happened.</source>
        <translation>应用记录运行情况的地方。</translation>
    </message>
    <message>
        <source>About Fanhua</source>
        <translation>关于 Fanhua</translation>
    </message>
    <message>
        <source>Versions, where it trains and why, licences.</source>
        <translation>版本、在哪里训练及原因、许可证。</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
</context>
<context>
    <name>choosing</name>
    <message>
        <source>“{name}” is there already. Replace it?</source>
        <translation>“{name}”已存在。要替换吗？</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>Something unexpected happened. Training and settings are still there.</source>
        <translation>发生了意外错误。训练和设置都还在。</translation>
    </message>
    <message>
        <source>Fanhua ended unexpectedly the last time. This report helps to find out why.</source>
        <translation>Fanhua上次意外结束。这份报告有助于查明原因。</translation>
    </message>
</context>
<context>
    <name>figures</name>
    <message>
        <source>Export figure</source>
        <translation>导出图形</translation>
    </message>
    <message>
        <source>Pixels (*.png)</source>
        <translation>像素图 (*.png)</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Page (*.pdf)</source>
        <translation>页面 (*.pdf)</translation>
    </message>
</context>
<context>
    <name>files</name>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Projects and experiments (*.fanhua *.json);;All files (*)</source>
        <translation>项目与实验 (*.fanhua *.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Import CSV</source>
        <translation>导入 CSV</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.dat);;All files (*)</source>
        <translation>数据表 (*.csv *.tsv *.txt *.dat);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Projects, with all runs (*.fanhua);;Experiments alone (*.json)</source>
        <translation>项目，含全部运行 (*.fanhua);;仅实验 (*.json)</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>“{name}” names files of this computer that are not in it:
{paths}

Read them? They are shown then, and a table or an image is saved with the project. If it comes from somebody else, read only what that person may have.</source>
        <translation>“{name}” 提到了本机上不在其中的文件：
{paths}

要读取吗？读取后其内容会显示出来，表格或图像还会随项目一起保存。如果它来自他人，请只读取对方可以拥有的内容。</translation>
    </message>
    <message>
        <source>“{name}” was changed by another program since it was opened or saved here. Replace it?</source>
        <translation>“{name}”自打开或保存以来已被其他程序更改。是否替换它？</translation>
    </message>
    <message>
        <source>Something in “{name}” is damaged and was left out: {names}. Saving replaces the file; what it was is kept as “{copy}”.</source>
        <translation>“{name}”中有内容损坏，未能打开：{names}。保存会替换该文件；原来的文件保留为“{copy}”。</translation>
    </message>
    <message>
        <source>Save the changes to “{name}”?</source>
        <translation>是否保存对“{name}”的修改？</translation>
    </message>
</context>
<context>
    <name>filming</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>还剩 {seconds} 秒</translation>
    </message>
</context>
<context>
    <name>frequency</name>
    <message>
        <source>frequency (cycles per unit of x)</source>
        <translation>频率（每单位 x 的周期数）</translation>
    </message>
    <message>
        <source>angular frequency ω of sin(ωx)</source>
        <translation>sin(ωx) 的角频率 ω</translation>
    </message>
    <message>
        <source>{omega}: typed</source>
        <translation>{omega}：手动输入</translation>
    </message>
    <message>
        <source>{omega}: read from the formula</source>
        <translation>{omega}：由公式得出</translation>
    </message>
    <message>
        <source>{omega}: where these points show the formula&apos;s wave of {wave}, too fast for them</source>
        <translation>{omega}：公式中频率 {wave} 的波对这些点来说太快，在此处显现</translation>
    </message>
    <message>
        <source>{omega}: estimated from the points, standard error {error}</source>
        <translation>{omega}：由数据点估计，标准误差 {error}</translation>
    </message>
    <message>
        <source>{omega}: a local maximum of the lines of the spectrum</source>
        <translation>{omega}：频谱谱线的局部极大</translation>
    </message>
    <message>
        <source>of {count} training images along their first principal component</source>
        <translation>{count} 张训练图像，沿其第一主成分</translation>
    </message>
    <message>
        <source>on a dense grid of {count} points</source>
        <translation>在 {count} 个点的密网格上</translation>
    </message>
    <message>
        <source>on all {count} pixels, rings of |ω|</source>
        <translation>取自全部 {count} 个像素，按 |ω| 分环</translation>
    </message>
    <message>
        <source>on the {count} training points</source>
        <translation>在 {count} 个训练点上</translation>
    </message>
</context>
<context>
    <name>gallery</name>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
</context>
<context>
    <name>guide</name>
    <message>
        <source>How to begin</source>
        <translation>如何开始</translation>
    </message>
    <message>
        <source>Space trains the experiment on the left, and pauses. What you change there while it trains takes effect at once; settings with ↻ restart it.</source>
        <translation>空格键训练左侧的实验，也用于暂停。训练时的修改立即生效；带↻的设置会重新开始。</translation>
    </message>
    <message>
        <source>The views in the middle can be moved by their titles, enlarged by a double-click, and hidden; Esc brings everything back.</source>
        <translation>中间的视图可以拖动标题移动，双击放大，也可以隐藏；Esc恢复。</translation>
    </message>
    <message>
        <source>Every training is a run in the list on the right. The timeline below the views goes back to any recorded step; B branches there.</source>
        <translation>每次训练都是右侧列表中的一个运行。视图下方的时间轴可以回到任何已录制的步；B从那里分支。</translation>
    </message>
    <message>
        <source>Everything is on the disk within a second. Save writes a project that others can open, with all runs.</source>
        <translation>一秒之内一切都已写入磁盘。保存会写出别人可以打开的项目，包含所有运行。</translation>
    </message>
    <message>
        <source>Before a class</source>
        <translation>课堂上</translation>
    </message>
    <message>
        <source>F5 presents: large letters and lines, in colours for a projector. With a second screen the class gets a window of its own there, and this one shows you the next cue, your notes and the time.</source>
        <translation>F5演示：大字号、粗线条、适合投影的配色。如有第二块屏幕，学生在那里看到单独的窗口，本窗口显示下一个提示、讲稿和时间。</translation>
    </message>
    <message>
        <source>A lesson is a list of cues. Open one of the chapter&apos;s, or do what you want to show and press “Add what I just did”. PageDown and PageUp, a clicker&apos;s keys, walk through it.</source>
        <translation>课程是一列提示。打开本章的课程，或者先做一遍要演示的内容，再按“添加刚才的操作”。PageDown和PageUp（翻页笔的按键）在其中前进和后退。</translation>
    </message>
    <message>
        <source>Rehearse trains all cues the evening before. In class they play from the recording at once, marked as recorded; as soon as you touch a setting or press Space, it trains live from there.</source>
        <translation>前一晚用“排练”训练所有提示。上课时立即从录制播放，并标明是回放；一旦改动设置或按空格，就从那里开始实时训练。</translation>
    </message>
    <message>
        <source>Predict, above a plot, hides the network, the test curve or the future. Let the class draw into the plot what they expect, and reveal.</source>
        <translation>图上方的“预测”会隐藏网络、测试曲线或未来。让学生在图中画出预期，然后揭晓。</translation>
    </message>
    <message>
        <source>What differs from the default experiment</source>
        <translation>与默认实验的不同</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>loading</name>
    <message>
        <source>Download CIFAR-10 from {url}? It has 170 MB.</source>
        <translation>是否从 {url} 下载 CIFAR-10？大小为 170 MB。</translation>
    </message>
    <message>
        <source>CIFAR-10 is on this computer already: {path}</source>
        <translation>这台电脑上已有 CIFAR-10：{path}</translation>
    </message>
</context>
<context>
    <name>menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Lesson</source>
        <translation>课程(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>最近打开的文件</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export figure</source>
        <translation>导出图形</translation>
    </message>
    <message>
        <source>Copy figure</source>
        <translation>复制图形</translation>
    </message>
    <message>
        <source>Pixels of figures</source>
        <translation>图的像素</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Present on</source>
        <translation>演示到</translation>
    </message>
    <message>
        <source>Colours for the class</source>
        <translation>演示配色</translation>
    </message>
    <message>
        <source>Open a lesson</source>
        <translation>打开课程</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Another screen, if there is one</source>
        <translation>另一块屏幕（如有）</translation>
    </message>
    <message>
        <source>This window</source>
        <translation>本窗口</translation>
    </message>
    <message>
        <source>Light, high contrast</source>
        <translation>浅色高对比</translation>
    </message>
    <message>
        <source>Dark, high contrast</source>
        <translation>深色高对比</translation>
    </message>
    <message>
        <source>As at the desk</source>
        <translation>与桌面相同</translation>
    </message>
    <message>
        <source>{scale}× those of the screen</source>
        <translation>屏幕像素的 {scale} 倍</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>暂无</translation>
    </message>
</context>
<context>
    <name>preferences</name>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Colours for the class</source>
        <translation>演示配色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Size of letters</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Train on</source>
        <translation>训练设备</translation>
    </message>
    <message>
        <source>As many as there are cores</source>
        <translation>与核心数相同</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>Device and threads count from the next start of the app.</source>
        <translation>设备和线程在下次启动时生效。</translation>
    </message>
    <message>
        <source>{size} MB a run</source>
        <translation>每个运行 {size} MB</translation>
    </message>
    <message>
        <source>Automatic: whichever is faster</source>
        <translation>自动：选择更快的</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>CUDA (NVIDIA)</source>
        <translation>CUDA (NVIDIA)</translation>
    </message>
    <message>
        <source>MPS (Apple)</source>
        <translation>MPS (Apple)</translation>
    </message>
</context>
<context>
    <name>recovery</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Projects (*.fanhua)</source>
        <translation>项目 (*.fanhua)</translation>
    </message>
    <message>
        <source>A session was cut off ({when}). It holds: {parts}.

Open it again? Save keeps it as a project elsewhere, Discard deletes it, Cancel asks again at the next start.</source>
        <translation>有一次会话被中断（{when}）。其中有：{parts}。

是否重新打开？“保存”将其作为项目存到别处，“放弃”将其删除，“取消”则在下次启动时再次询问。</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>report</name>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>打开日志文件夹</translation>
    </message>
</context>
<context>
    <name>takeaway</name>
    <message>
        <source>Curves as a table…</source>
        <translation>曲线表格…</translation>
    </message>
    <message>
        <source>All that was measured of the shown runs, a row a step, for a spreadsheet or pandas.</source>
        <translation>所显示各次运行的全部测量值，每步一行，可用电子表格或 pandas 打开。</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Curves for TensorBoard…</source>
        <translation>TensorBoard 曲线…</translation>
    </message>
    <message>
        <source>A folder with the event files of the shown runs.</source>
        <translation>一个文件夹，内有所显示各次运行的事件文件。</translation>
    </message>
    <message>
        <source>Weights…</source>
        <translation>权重…</translation>
    </message>
    <message>
        <source>The weights of the run at the step that is shown, or the last recorded before it, which the PyTorch script loads.</source>
        <translation>该运行在所显示步的权重（或此前最近一次记录的权重），可由 PyTorch 脚本载入。</translation>
    </message>
    <message>
        <source>Weights (*.safetensors)</source>
        <translation>权重 (*.safetensors)</translation>
    </message>
    <message>
        <source>PyTorch script…</source>
        <translation>PyTorch 脚本…</translation>
    </message>
    <message>
        <source>A program of its own that trains the run again and gives the same losses.</source>
        <translation>一个独立的程序，重新训练这次运行并得到相同的损失。</translation>
    </message>
    <message>
        <source>Programs (*.py)</source>
        <translation>程序 (*.py)</translation>
    </message>
    <message>
        <source>Handout…</source>
        <translation>讲义…</translation>
    </message>
    <message>
        <source>A page that replays the shown runs, with their settings in words: one file, for any browser, without network.</source>
        <translation>一个网页，回放所显示的各次运行，并用文字说明设置：单个文件，任何浏览器可开，无需网络。</translation>
    </message>
    <message>
        <source>Pages (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>Animation as GIF…</source>
        <translation>GIF 动画…</translation>
    </message>
    <message>
        <source>A view that goes through the recorded steps of the run.</source>
        <translation>一个视图依次走过这次运行的各个记录步。</translation>
    </message>
    <message>
        <source>Animations (*.gif)</source>
        <translation>动画 (*.gif)</translation>
    </message>
    <message>
        <source>Animation as MP4…</source>
        <translation>MP4 视频…</translation>
    </message>
    <message>
        <source>A view that goes through the recorded steps of the run, as a video.</source>
        <translation>一个视图依次走过这次运行的各个记录步，存为视频。</translation>
    </message>
    <message>
        <source>Videos (*.mp4)</source>
        <translation>视频 (*.mp4)</translation>
    </message>
</context>
<context>
    <name>training</name>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Of this format.</source>
        <translation>此格式的版本。</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>What is learned. A change takes effect during a run.</source>
        <translation>要学习的数据。训练过程中修改即时生效。</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>网络结构</translation>
    </message>
    <message>
        <source>What learns.</source>
        <translation>用来学习的网络。</translation>
    </message>
    <message>
        <source>Trainer</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>How it learns.</source>
        <translation>如何学习。</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>A curve through the same points that is computed at once, beside the network.</source>
        <translation>与网络并列、过同样的点、直接算出的曲线。</translation>
    </message>
    <message>
        <source>True functions</source>
        <translation>真实函数</translation>
    </message>
    <message>
        <source>Functions through the same points, any of which could be the true one.</source>
        <translation>穿过同样点的函数，任何一个都可能是真实的。</translation>
    </message>
    <message>
        <source>Published numbers</source>
        <translation>已发表数值</translation>
    </message>
    <message>
        <source>Results from the literature, beside your own.</source>
        <translation>他人得到的结果，与自己的并列。</translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation>频谱</translation>
    </message>
    <message>
        <source>How frequencies are measured.</source>
        <translation>如何测量频率。</translation>
    </message>
    <message>
        <source>Loss landscape</source>
        <translation>损失地形</translation>
    </message>
    <message>
        <source>Where the loss surface is evaluated.</source>
        <translation>在何处查看损失。</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标函数</translation>
    </message>
    <message>
        <source>The target function of x and v, for example sin(v x) + 0.5 cos(3x). Functions: sin cos tan exp log sqrt abs sign floor ceil round tanh relu min max ...</source>
        <translation>关于 x 和 v 的目标函数，例如 sin(v x) + 0.5 cos(3x)。可用函数：sin cos tan exp log sqrt abs sign floor ceil round tanh relu min max ...</translation>
    </message>
    <message>
        <source>v</source>
        <translation>v</translation>
    </message>
    <message>
        <source>The number v in the formula: in sin(v x) it is the angular frequency.</source>
        <translation>公式中的数 v：在 sin(v x) 中就是角频率。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Where the data begin.</source>
        <translation>数据区间的左端。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>终点</translation>
    </message>
    <message>
        <source>Where the data end.</source>
        <translation>数据区间的右端。</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>数据点</translation>
    </message>
    <message>
        <source>How many training points.</source>
        <translation>训练点的个数。</translation>
    </message>
    <message>
        <source>Placement</source>
        <translation>布点方式</translation>
    </message>
    <message>
        <source>Evenly with both ends, at random, or at the Chebyshev nodes of the first kind.</source>
        <translation>均匀（含两端）、随机，或取第一类切比雪夫节点。</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>均匀</translation>
    </message>
    <message>
        <source>random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Chebyshev</source>
        <translation>切比雪夫</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Standard deviation of normal noise on the training values, and independently on the test values.</source>
        <translation>训练值上正态噪声的标准差；测试值上另加独立的同分布噪声。</translation>
    </message>
    <message>
        <source>Test points</source>
        <translation>测试点数</translation>
    </message>
    <message>
        <source>Points on which the test loss is measured, evenly over interval and margin.</source>
        <translation>用于计算测试损失的点数，均匀分布在数据区间及其外延上。</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>外延</translation>
    </message>
    <message>
        <source>How far the test points and the drawn curve reach beyond the data, on both sides. There the network extrapolates.</source>
        <translation>测试点和所画曲线向数据两侧延伸的距离。网络在那里做外推。</translation>
    </message>
    <message>
        <source>That of the test points within the data, with those beyond measured apart: there the network extrapolates. Or of all together, as runs recorded before have it.</source>
        <translation>数据范围内测试点的损失，范围外的测试点另行测量：网络在那里外推。或者所有测试点一起计算，与以前记录的运行相同。</translation>
    </message>
    <message>
        <source>within the data</source>
        <translation>数据范围内</translation>
    </message>
    <message>
        <source>all test points</source>
        <translation>所有测试点</translation>
    </message>
    <message>
        <source>Data seed</source>
        <translation>数据种子</translation>
    </message>
    <message>
        <source>Fixes random placement and noise.</source>
        <translation>固定随机布点和噪声。</translation>
    </message>
    <message>
        <source>Own points</source>
        <translation>自定义点</translation>
    </message>
    <message>
        <source>The training points x, y. Click into the Fit view to add one, drag to move one, right-click to remove one.</source>
        <translation>训练点 x, y。在拟合视图中单击添加点，拖动移动点，右键单击删除点。</translation>
    </message>
    <message>
        <source>True function</source>
        <translation>真实函数</translation>
    </message>
    <message>
        <source>What the points are held against as the target; may stay empty. The target function of x and v, for example sin(v x) + 0.5 cos(3x). Functions: sin cos tan exp log sqrt abs sign floor ceil round tanh relu min max ...</source>
        <translation>与数据点对照的目标函数，可以留空。关于 x 和 v 的目标函数，例如 sin(v x) + 0.5 cos(3x)。可用函数：sin cos tan exp log sqrt abs sign floor ceil round tanh relu min max ...</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Units of the axes against those of the network.</source>
        <translation>坐标轴单位与网络内部单位的换算。</translation>
    </message>
    <message>
        <source>CSV file</source>
        <translation>CSV 文件</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>A table as text, columns separated by comma, semicolon, tab or space. builtin: names one of the files that come with the app.</source>
        <translation>文本数据表，各列以逗号、分号、制表符或空格分隔。builtin: 开头表示应用自带的文件。</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>表头</translation>
    </message>
    <message>
        <source>Whether the first row holds names.</source>
        <translation>第一行是否为列名。</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>有</translation>
    </message>
    <message>
        <source>no</source>
        <translation>无</translation>
    </message>
    <message>
        <source>x column</source>
        <translation>x 列</translation>
    </message>
    <message>
        <source>Name of the column, or its number from 1.</source>
        <translation>列名，或从 1 开始的列号。</translation>
    </message>
    <message>
        <source>y column</source>
        <translation>y 列</translation>
    </message>
    <message>
        <source>x is</source>
        <translation>x 类型</translation>
    </message>
    <message>
        <source>Dates (YYYYMMDD or YYYY-MM-DD) become decimal years.</source>
        <translation>日期（YYYYMMDD 或 YYYY-MM-DD）换算成以年为单位的小数。</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>a date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Standardise</source>
        <translation>标准化</translation>
    </message>
    <message>
        <source>Train on values with mean 0 and standard deviation 1; the axes keep the file&apos;s units.</source>
        <translation>用均值为 0、标准差为 1 的数据训练；坐标轴仍用文件中的单位。</translation>
    </message>
    <message>
        <source>x spread</source>
        <translation>x 标准差</translation>
    </message>
    <message>
        <source>Standard deviation of x as the network sees it. Larger values bring the fast oscillations of a long series within its reach.</source>
        <translation>网络所见 x 的标准差。取较大的值，网络才能学到长序列中的快速振荡。</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>测试占比</translation>
    </message>
    <message>
        <source>Fraction of the rows, chosen at random, that is held out as the test set.</source>
        <translation>随机留出、不参与训练的行所占比例。</translation>
    </message>
    <message>
        <source>Fixes which rows are test rows.</source>
        <translation>固定哪些行作为测试集。</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>An image: PNG, JPEG, BMP, GIF, TIFF or WebP; it is made grey. builtin:cat.png comes with the app.</source>
        <translation>图像：PNG、JPEG、BMP、GIF、TIFF 或 WebP；会转为灰度。builtin:cat.png 随应用附带。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Pixels of the longer side, to which the image is scaled down.</source>
        <translation>长边的像素数；图像会缩小到此大小。</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Known pixels</source>
        <translation>已知像素</translation>
    </message>
    <message>
        <source>Which pixels are trained on; the others are the test set.</source>
        <translation>用哪些像素训练；其余像素为测试集。</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>every other column</source>
        <translation>隔列</translation>
    </message>
    <message>
        <source>chosen at random</source>
        <translation>随机选取</translation>
    </message>
    <message>
        <source>all but a hole</source>
        <translation>中间挖去一块</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Fraction of the pixels that are known, where they are chosen at random.</source>
        <translation>随机选取时，已知像素所占的比例。</translation>
    </message>
    <message>
        <source>Standard deviation of normal noise on the known pixels; black is 0 and white is 1.</source>
        <translation>已知像素上正态噪声的标准差；黑为 0，白为 1。</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>The longer side runs from minus to plus this number in the network&apos;s coordinates. Larger values bring fine detail within its reach.</source>
        <translation>网络所见的长边向两侧伸展多远。数值越大，细节越容易学到。</translation>
    </message>
    <message>
        <source>Fixes random pixels and noise.</source>
        <translation>固定随机像素和噪声。</translation>
    </message>
    <message>
        <source>Elephant</source>
        <translation>大象</translation>
    </message>
    <message>
        <source>Training points</source>
        <translation>训练点数</translation>
    </message>
    <message>
        <source>Points of the outline, evenly spaced in its parameter t, that are trained on.</source>
        <translation>用于训练的轮廓点，在参数 t 上均匀分布。</translation>
    </message>
    <message>
        <source>p1, real</source>
        <translation>p1，实部</translation>
    </message>
    <message>
        <source>One of eight numbers: x(t) = Re p1 sin t + Re p2 sin 2t + Re p3 cos 3t + Re p4 cos 5t, y(t) = Im p4 cos t + Im p1 sin t + Im p2 sin 2t + Im p3 sin 3t; drawn are (y, -x).</source>
        <translation>八个数之一：x(t) = Re p1 sin t + Re p2 sin 2t + Re p3 cos 3t + Re p4 cos 5t，y(t) = Im p4 cos t + Im p1 sin t + Im p2 sin 2t + Im p3 sin 3t；画出的是 (y, -x)。</translation>
    </message>
    <message>
        <source>p1, imaginary</source>
        <translation>p1，虚部</translation>
    </message>
    <message>
        <source>p2, real</source>
        <translation>p2，实部</translation>
    </message>
    <message>
        <source>p2, imaginary</source>
        <translation>p2，虚部</translation>
    </message>
    <message>
        <source>p3, real</source>
        <translation>p3，实部</translation>
    </message>
    <message>
        <source>p3, imaginary</source>
        <translation>p3，虚部</translation>
    </message>
    <message>
        <source>p4, real</source>
        <translation>p4，实部</translation>
    </message>
    <message>
        <source>p4, imaginary</source>
        <translation>p4，虚部</translation>
    </message>
    <message>
        <source>p5, real: wiggle</source>
        <translation>p5 实部：摆动</translation>
    </message>
    <message>
        <source>How far the trunk swings; 0 holds it still.</source>
        <translation>象鼻摆动的幅度；0 为不动。</translation>
    </message>
    <message>
        <source>p5, imaginary: eye</source>
        <translation>p5 虚部：眼睛</translation>
    </message>
    <message>
        <source>Both coordinates of the eye.</source>
        <translation>眼睛的两个坐标。</translation>
    </message>
    <message>
        <source>Drawn outline</source>
        <translation>手绘轮廓</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>The corners x, y of the outline in their order; it is closed by itself. Press Draw in the Fit view and draw one with the mouse.</source>
        <translation>轮廓角点 x, y，按顺序；自动闭合。在“拟合”视图按“绘制”，用鼠标画一个。</translation>
    </message>
    <message>
        <source>Sum over inputs</source>
        <translation>输入求和</translation>
    </message>
    <message>
        <source>Summand</source>
        <translation>被加函数</translation>
    </message>
    <message>
        <source>A function g of x; y is the sum of g over the inputs that count.</source>
        <translation>x 的函数 g；y 是 g 对有效输入的求和。</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入维数</translation>
    </message>
    <message>
        <source>How many numbers go into the network.</source>
        <translation>输入网络的数的个数。</translation>
    </message>
    <message>
        <source>Inputs that count</source>
        <translation>有效输入</translation>
    </message>
    <message>
        <source>The first inputs, this many, determine y; the others are noise that the network sees.</source>
        <translation>前这么多个输入决定 y；其余输入是网络看到的噪声。</translation>
    </message>
    <message>
        <source>Least value of an input.</source>
        <translation>输入的最小值。</translation>
    </message>
    <message>
        <source>Largest value of an input.</source>
        <translation>输入的最大值。</translation>
    </message>
    <message>
        <source>How many points of the same kind are kept out of training.</source>
        <translation>同类的点中不参与训练的个数。</translation>
    </message>
    <message>
        <source>Fixes the inputs and the noise.</source>
        <translation>固定输入和噪声。</translation>
    </message>
    <message>
        <source>Matrix to complete</source>
        <translation>矩阵补全</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>秩</translation>
    </message>
    <message>
        <source>Rank r of the matrix; 2 r d - r^2 elements determine one of rank r and size d: 7, 12 and 15.</source>
        <translation>矩阵的秩；2 r d - r^2 个元素决定大小 d、秩 r 的矩阵：7、12 和 15。</translation>
    </message>
    <message>
        <source>Known elements</source>
        <translation>已知元素</translation>
    </message>
    <message>
        <source>Number of elements that are trained on; those of the first row and column come first.</source>
        <translation>用这么多元素训练：先是第一行和第一列的元素。</translation>
    </message>
    <message>
        <source>Labelled images</source>
        <translation>带标签的图像</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>CIFAR-10 in its binary or python version, as a folder or as an archive, or a folder or archive of images with a folder for each class. builtin:cifar10_subset.zip comes with the app: 5,000 training and 1,000 test images of CIFAR-10; download:cifar-10 is all of it, once it was downloaded.</source>
        <translation>二进制版或 python 版的 CIFAR-10，可为文件夹或压缩包；或每个类别各有一个文件夹的图像文件夹或压缩包。builtin:cifar10_subset.zip 随应用附带：CIFAR-10 的 5,000 张训练图像和 1,000 张测试图像；download:cifar-10 是完整的数据集，下载之后可用。</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Names of the classes that are told apart, separated by commas.</source>
        <translation>要区分的类别名称，以逗号分隔。</translation>
    </message>
    <message>
        <source>Training images</source>
        <translation>训练图像</translation>
    </message>
    <message>
        <source>How many, in equal parts of each class, drawn with the data seed; 0 takes all.</source>
        <translation>张数；各类别数量相等，按数据种子抽取；0 表示使用全部。</translation>
    </message>
    <message>
        <source>Test images</source>
        <translation>测试图像</translation>
    </message>
    <message>
        <source>Label noise p</source>
        <translation>标签噪声 p</translation>
    </message>
    <message>
        <source>Each training label is replaced with probability p by one drawn from all classes, once and for all; 1 makes all labels random. Test labels stay true.</source>
        <translation>每个训练标签以概率 p 替换为从所有类别中随机抽取的一个，一经确定不再改变；1 使全部标签随机。测试标签保持真实。</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>As they are; all images shuffled in one and the same way, or each in its own; or normal noise with the mean and standard deviation of the images (Zhang et al. 2017).</source>
        <translation>保持原样；所有图像以同一种方式打乱，或每张各自打乱；或取与图像均值和标准差相同的正态噪声（Zhang et al. 2017）。</translation>
    </message>
    <message>
        <source>true</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>shuffled, all alike</source>
        <translation>打乱，方式相同</translation>
    </message>
    <message>
        <source>shuffled, each in its own way</source>
        <translation>打乱，各不相同</translation>
    </message>
    <message>
        <source>normal noise</source>
        <translation>正态噪声</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>What a step sees of an image: all of it; 32x32 of it with 4 pixels of black around, at random; or 28x28, from the middle or at random. Tests see the middle.</source>
        <translation>每一步看到图像的哪一部分：全部；四周补 4 像素黑边后随机取 32x32；或 28x28，取中间或随机。测试时取中间。</translation>
    </message>
    <message>
        <source>32x32, all</source>
        <translation>32x32，全部</translation>
    </message>
    <message>
        <source>32x32 at random, padded</source>
        <translation>32x32，补边后随机</translation>
    </message>
    <message>
        <source>28x28, the middle</source>
        <translation>28x28，中间</translation>
    </message>
    <message>
        <source>28x28 at random</source>
        <translation>28x28，随机</translation>
    </message>
    <message>
        <source>Flip</source>
        <translation>翻转</translation>
    </message>
    <message>
        <source>Mirror each image with probability 1/2 in each step.</source>
        <translation>每一步中随机选取一半图像作镜像。</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Mean 0 and standard deviation 1 for each colour over all training images, or for each image by itself (whitening), or values from 0 to 1.</source>
        <translation>每种颜色在全部训练图像上均值为 0、标准差为 1；或每张图像各自如此（白化）；或取 0 到 1 的值。</translation>
    </message>
    <message>
        <source>each colour</source>
        <translation>按颜色</translation>
    </message>
    <message>
        <source>each image</source>
        <translation>按图像</translation>
    </message>
    <message>
        <source>Fixes which images are taken, noisy labels and shuffled pixels.</source>
        <translation>固定选取哪些图像、噪声标签和打乱的像素。</translation>
    </message>
    <message>
        <source>Fully connected</source>
        <translation>全连接</translation>
    </message>
    <message>
        <source>Hidden widths</source>
        <translation>层宽</translation>
    </message>
    <message>
        <source>Neurons in each hidden layer, 1 to 8 layers.</source>
        <translation>各隐藏层的宽度，即神经元个数；1 到 8 层。</translation>
    </message>
    <message>
        <source>neurons</source>
        <translation>神经元</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Applied after every hidden layer.</source>
        <translation>作用于每个隐藏层之后。</translation>
    </message>
    <message>
        <source>Initialisation</source>
        <translation>初始化</translation>
    </message>
    <message>
        <source>How weights and biases are drawn before the first step.</source>
        <translation>训练开始前权重和偏置的随机取法。</translation>
    </message>
    <message>
        <source>Anti-symmetric</source>
        <translation>反对称初始化</translation>
    </message>
    <message>
        <source>Hidden biases</source>
        <translation>隐藏层偏置</translation>
    </message>
    <message>
        <source>Whether hidden layers have biases.</source>
        <translation>隐藏层是否带偏置。</translation>
    </message>
    <message>
        <source>Output bias</source>
        <translation>输出层偏置</translation>
    </message>
    <message>
        <source>Whether the output layer has a bias.</source>
        <translation>输出层是否带偏置。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Probability with which a hidden neuron is left out of a step.</source>
        <translation>每一步中隐藏层神经元被丢弃的概率。</translation>
    </message>
    <message>
        <source>Split into</source>
        <translation>分裂为</translation>
    </message>
    <message>
        <source>Groups of this many neurons of the first hidden layer start as equal parts of one: the function is that of a network narrower by this factor, and with full batches it stays so.</source>
        <translation>第一隐藏层每这么多个神经元开始时是一个神经元的相等部分：函数等于窄这么多倍的网络，全批量训练时保持不变。</translation>
    </message>
    <message>
        <source>Split, noise</source>
        <translation>分裂噪声</translation>
    </message>
    <message>
        <source>Relative noise between the parts; a little of it lets them develop apart.</source>
        <translation>各部分之间的相对差异；一点点就能让它们各走各路。</translation>
    </message>
    <message>
        <source>tanh</source>
        <translation>tanh</translation>
    </message>
    <message>
        <source>x tanh(x)</source>
        <translation>x tanh(x)</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>leaky ReLU</source>
        <translation>Leaky ReLU</translation>
    </message>
    <message>
        <source>Slope</source>
        <translation>斜率</translation>
    </message>
    <message>
        <source>Slope on the negative side.</source>
        <translation>负半轴的斜率。</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation>sigmoid</translation>
    </message>
    <message>
        <source>softplus</source>
        <translation>softplus</translation>
    </message>
    <message>
        <source>sin</source>
        <translation>sin</translation>
    </message>
    <message>
        <source>The factor s in sin(s z).</source>
        <translation>sin(s z) 中的系数 s。</translation>
    </message>
    <message>
        <source>Ricker</source>
        <translation>Ricker 小波</translation>
    </message>
    <message>
        <source>Width a</source>
        <translation>宽度 a</translation>
    </message>
    <message>
        <source>Narrow wavelets (0.1) break the frequency principle, wide ones keep it.</source>
        <translation>窄小波（0.1）会破坏频率原则，宽小波则保持频率原则。</translation>
    </message>
    <message>
        <source>hat</source>
        <translation>帽函数</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>PyTorch default</source>
        <translation>PyTorch 默认</translation>
    </message>
    <message>
        <source>LeCun</source>
        <translation>LeCun</translation>
    </message>
    <message>
        <source>Xavier</source>
        <translation>Xavier</translation>
    </message>
    <message>
        <source>He</source>
        <translation>He</translation>
    </message>
    <message>
        <source>normal, std</source>
        <translation>正态，标准差</translation>
    </message>
    <message>
        <source>Std</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Standard deviation of every weight and bias.</source>
        <translation>所有权重和偏置的标准差。</translation>
    </message>
    <message>
        <source>normal, 1/m^gamma</source>
        <translation>正态，1/m^γ</translation>
    </message>
    <message>
        <source>gamma</source>
        <translation>γ</translation>
    </message>
    <message>
        <source>Exponent: 0.5 is the usual scale, larger ones condense.</source>
        <translation>指数：0.5 为常用尺度，更大则参数凝聚。</translation>
    </message>
    <message>
        <source>phase diagram</source>
        <translation>相图</translation>
    </message>
    <message>
        <source>Below 1 the network is in the linear regime, above it condenses, where gamma&apos; is not positive.</source>
        <translation>gamma&apos; 非正时，小于 1 网络处于线性态，大于 1 则凝聚。</translation>
    </message>
    <message>
        <source>gamma&apos;</source>
        <translation>gamma&apos;</translation>
    </message>
    <message>
        <source>How much smaller the output weights are than the others.</source>
        <translation>输出权重比其他权重小多少。</translation>
    </message>
    <message>
        <source>Two-layer CNN</source>
        <translation>两层 CNN</translation>
    </message>
    <message>
        <source>Multiplies the channels of every layer: a laptop trains a quarter of the width about ten times as fast.</source>
        <translation>各层通道数所乘的倍数：在笔记本电脑上，四分之一宽度的训练速度约为十倍。</translation>
    </message>
    <message>
        <source>PyTorch&apos;s own (uniform in +-1/sqrt(fan_in)), or normal as He et al. 2015 or Glorot &amp; Bengio 2010 say, with biases 0.</source>
        <translation>PyTorch 默认（在 +-1/sqrt(fan_in) 内均匀分布），或按 He et al. 2015、Glorot &amp; Bengio 2010 取正态分布，偏置为 0。</translation>
    </message>
    <message>
        <source>Probability with which a value is left out of a step, behind each activation.</source>
        <translation>每一步中，各激活函数之后的值被丢弃的概率。</translation>
    </message>
    <message>
        <source>VGG11</source>
        <translation>VGG11</translation>
    </message>
    <message>
        <source>VGG16</source>
        <translation>VGG16</translation>
    </message>
    <message>
        <source>ResNet-18</source>
        <translation>ResNet-18</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>首层</translation>
    </message>
    <message>
        <source>The first convolution: 3x3, as is usual for small images, or the original&apos;s 7x7 with a pooling, which looks at an eighth of the resolution and is ten times as fast.</source>
        <translation>第一个卷积：小图像常用的 3x3，或原版的 7x7 加池化，后者只看八分之一的分辨率，速度为十倍。</translation>
    </message>
    <message>
        <source>3x3</source>
        <translation>3x3</translation>
    </message>
    <message>
        <source>7x7, the original&apos;s</source>
        <translation>7x7，原版</translation>
    </message>
    <message>
        <source>Small Inception</source>
        <translation>小 Inception</translation>
    </message>
    <message>
        <source>Batch norm</source>
        <translation>批归一化</translation>
    </message>
    <message>
        <source>Small AlexNet</source>
        <translation>小 AlexNet</translation>
    </message>
    <message>
        <source>Probability with which a value is left out of a step, behind each hidden layer.</source>
        <translation>每一步中，各隐藏层之后的值被丢弃的概率。</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Standard deviation of every parameter before the first step.</source>
        <translation>第一步之前每个参数的标准差。</translation>
    </message>
    <message>
        <source>Factored linear</source>
        <translation>因子化线性</translation>
    </message>
    <message>
        <source>Matrix product</source>
        <translation>矩阵乘积</translation>
    </message>
    <message>
        <source>Inner width</source>
        <translation>内部宽度</translation>
    </message>
    <message>
        <source>Columns of A and rows of B.</source>
        <translation>A 的列数与 B 的行数。</translation>
    </message>
    <message>
        <source>One filter</source>
        <translation>单个滤波器</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>滤波器</translation>
    </message>
    <message>
        <source>Number of inputs that the filter covers, and by which it moves.</source>
        <translation>每次查看的输入个数；也按此步长移动。</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>How the gradient becomes an update. A change discards the running means of gradients.</source>
        <translation>如何由梯度得到参数更新。更换后清空对历史梯度的记忆。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Size of an update.</source>
        <translation>每次更新的步长。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>How the learning rate changes while it trains. With full batches an epoch is a step.</source>
        <translation>训练过程中学习率如何变化。全批量时一轮就是一步。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Training points in a step, drawn without replacement within an epoch; 0 takes all of them (full batch).</source>
        <translation>每一步使用的训练点数，每个 epoch 内无放回抽取；0 表示使用全部（全批量）。</translation>
    </message>
    <message>
        <source>all points</source>
        <translation>全部点</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Pulls every parameter towards 0. AdamW applies it to the parameters, the others add it to the gradient.</source>
        <translation>把所有参数拉向 0。AdamW 直接作用于参数，其他优化器则加到梯度上。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失函数</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>两端</translation>
    </message>
    <message>
        <source>Natural: straight at both ends. Not a knot, as in SciPy and in the author&apos;s code: the first two pieces are one cubic polynomial, and so are the last two.</source>
        <translation>自然：两端为直线。非结点（与 SciPy 和作者的代码相同）：最前两段是同一个三次多项式，最后两段也是。</translation>
    </message>
    <message>
        <source>natural</source>
        <translation>自然</translation>
    </message>
    <message>
        <source>not a knot</source>
        <translation>非结点</translation>
    </message>
    <message>
        <source>Spline, ends</source>
        <translation>样条的两端</translation>
    </message>
    <message>
        <source>How many angular frequencies are evaluated, from 0 upwards; 0: as far as the samples can tell them apart.</source>
        <translation>从 0 起计算多少个角频率；0：直到样本所能分辨的最高频率。</translation>
    </message>
    <message>
        <source>as far as the samples reach</source>
        <translation>直到样本所及</translation>
    </message>
    <message>
        <source>Angular frequencies to track, separated by commas; empty finds them.</source>
        <translation>要跟踪的角频率，用逗号分隔；留空则自动寻找。</translation>
    </message>
    <message>
        <source>Found as</source>
        <translation>寻找方式</translation>
    </message>
    <message>
        <source>Sine waves: those of the formula exactly, those of data estimated and told from noise. Or strict local maxima of 40 lines of the target&apos;s spectrum, as in the author&apos;s code.</source>
        <translation>正弦波：公式中的精确取得，数据中的经估计并与噪声区分。或者像作者代码那样，取目标频谱 40 条谱线的严格局部极大。</translation>
    </message>
    <message>
        <source>sine waves</source>
        <translation>正弦波</translation>
    </message>
    <message>
        <source>local maxima</source>
        <translation>局部极大</translation>
    </message>
    <message>
        <source>Number of frequencies that are tracked.</source>
        <translation>跟踪这么多个频率。</translation>
    </message>
    <message>
        <source>Waves with an amplitude below this fraction of the largest one are ignored.</source>
        <translation>低于最大者这一比例的波不计。</translation>
    </message>
    <message>
        <source>cue</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>What happens.</source>
        <translation>发生什么。</translation>
    </message>
    <message>
        <source>for you</source>
        <translation>讲稿</translation>
    </message>
    <message>
        <source>Only the lecturer reads it.</source>
        <translation>只有讲师能看到。</translation>
    </message>
    <message>
        <source>on a click</source>
        <translation>点击时</translation>
    </message>
    <message>
        <source>Off: it follows the previous cue at once.</source>
        <translation>关：紧接着上一个提示执行。</translation>
    </message>
    <message>
        <source>Choose a preset</source>
        <translation>选择预设</translation>
    </message>
    <message>
        <source>preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>The experiment that comes with the app.</source>
        <translation>随应用提供的实验。</translation>
    </message>
    <message>
        <source>Change settings</source>
        <translation>修改设置</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>One a line, as on the command line: trainer.learning_rate=0.01</source>
        <translation>每行一个，写法同命令行：trainer.learning_rate=0.01</translation>
    </message>
    <message>
        <source>Prepare a race</source>
        <translation>准备对比赛</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>The setting that the runs differ in.</source>
        <translation>各运行不同的设置。</translation>
    </message>
    <message>
        <source>values</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>One a line.</source>
        <translation>每行一个。</translation>
    </message>
    <message>
        <source>keep equal</source>
        <translation>保持相等</translation>
    </message>
    <message>
        <source>What the runs keep equal while they train.</source>
        <translation>训练时各运行保持相等的量。</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>to step</source>
        <translation>到步数</translation>
    </message>
    <message>
        <source>Pause at this step; 0: until the run pauses by itself.</source>
        <translation>在这一步暂停；0：直到运行自己暂停。</translation>
    </message>
    <message>
        <source>to training loss</source>
        <translation>到训练损失</translation>
    </message>
    <message>
        <source>Pause when the training loss falls below this; 0: for no loss.</source>
        <translation>训练损失低于此值时暂停；0：不看损失。</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Back to step 0</source>
        <translation>回到第0步</translation>
    </message>
    <message>
        <source>Show views</source>
        <translation>显示视图</translation>
    </message>
    <message>
        <source>views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>The views that are shown; none: the default ones.</source>
        <translation>要显示的视图；不选：默认显示的视图。</translation>
    </message>
    <message>
        <source>enlarged</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>The view that fills the window.</source>
        <translation>占满整个区域的视图。</translation>
    </message>
    <message>
        <source>Go to a bookmark</source>
        <translation>转到书签</translation>
    </message>
    <message>
        <source>bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Its name.</source>
        <translation>书签名称。</translation>
    </message>
    <message>
        <source>Show a note</source>
        <translation>显示文字</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>What the class reads; empty removes the note before.</source>
        <translation>学生看到的文字；留空：去掉之前的文字。</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>view</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Where it is hidden.</source>
        <translation>在哪里隐藏。</translation>
    </message>
    <message>
        <source>part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>What is hidden: test, future, network; empty: what the view hides first.</source>
        <translation>隐藏什么：test、future、network;留空：视图的第一项。</translation>
    </message>
    <message>
        <source>Reveal</source>
        <translation>揭晓</translation>
    </message>
    <message>
        <source>Where it is shown.</source>
        <translation>在哪里显示。</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>The book&apos;s heat map: the same target on 600 points at half the learning rate; all three frequencies are learned by about step 2,000 of its 10,000.</source>
        <translation>书中的热力图：同一目标函数，600 个点，学习率减半；在 10,000 步中，大约到第 2,000 步三个频率都已学会。</translation>
    </message>
    <message>
        <source>With a narrow wavelet (a = 0.1), whose own spectrum lies high, all three frequencies are learned at about the same time, within a factor of 2.5 of each other, and between the points the network is wrong: even with a margin of 0, where all test points lie within the interval, the test loss ends at more than a thousand times the training loss, with one of five seeds at 650 times.</source>
        <translation>窄小波（a = 0.1）自身的频谱偏高，三个频率几乎同时学会，相互之间不超过 2.5 倍，而在数据点之间网络是错的：即使边距为 0，所有测试点都在区间之内，最终的测试损失仍超过训练损失的一千倍（五个种子中有一个为 650 倍）。</translation>
    </message>
    <message>
        <source>A network of sines begins at exactly 0 and still learns the low frequencies first: 1 by step 200, 3 between 3,300 and 3,900, and 5 long after. The author takes 600 points and 20,000 steps; 300 points and 4,000 steps are ours.</source>
        <translation>正弦网络恰好从 0 开始，仍然先学低频：第 200 步前学会 1，3,300 到 3,900 步之间学会 3，5 则晚得多。作者用 600 个点、20,000 步；300 个点和 4,000 步是我们选的。</translation>
    </message>
    <message>
        <source>The higher the frequency v of the target, the longer it takes to learn and the larger the test error; beyond 9.5, where there are two points to a wave, the points cannot tell it from a lower one. The book gives no settings: these are ours.</source>
        <translation>目标的频率 v 越高，学习所需时间越长，测试误差越大；超过 9.5（每个波两个点）之后，这些点无法把它与更低的频率区分开。书中没有给出设置：这些是我们选的。</translation>
    </message>
    <message>
        <source>Run trains four networks side by side on sin(vx) with v = 1, 2, 4 and 8, on 20 points each. The higher the frequency, the later the loss falls, and the larger the test error that is left: at 8 there is little more than one point to each half wave. Ctrl+D puts them side by side. The learning rate falls to 0, so that no late leap of Adam upsets the order. The book gives no settings: these are ours.</source>
        <translation>按“运行”同时训练四个网络，目标为 sin(vx)，v = 1、2、4、8，各 20 个点。频率越高，损失下降越晚，剩下的测试误差越大：v = 8 时每半个波只有一个多点。Ctrl+D 把它们并排显示。学习率降到 0，以免 Adam 后期的跳变打乱次序。书中没有给出设置：这些是我们选的。</translation>
    </message>
    <message>
        <source>Fifty tanh neurons see five inputs and begin with weights near 1e-7. By step 40, when the loss has fallen by less than 4 %, all of them lie on one line: the matrix of cosines has two blocks, plus and minus one. They are still there at step 100, where it has fallen by 7 %. Change the activation to x tanh(x), and they condense on up to four directions. Settings and figure are those of the author&apos;s notebook.</source>
        <translation>五十个 tanh 神经元，五个输入，初始权重约为 1e-7。到第 40 步，损失只下降不到 4 %，所有神经元已落在一条直线上：余弦矩阵分成正负一两块。到第 100 步损失下降 7 %，它们仍在那里。把激活函数换成 x tanh(x)，它们凝聚到至多四个方向。设置和图取自作者的笔记本。</translation>
    </message>
    <message>
        <source>A hundred inputs of which the first ten count, and only fifty points. A linear model and one filter of width five with a linear layer behind it both fit the training set; on test points the filter is wrong by a thousandth of what the linear model is, because neighbours belong together in this problem as they do in the filter. Press Space for the race. Data, models and training are the author&apos;s: the learning rate falls by a tenth every 1,000 steps.</source>
        <translation>一百个输入中只有前十个起作用，而且只有五十个点。线性模型和一个宽度为五、后接线性层的滤波器都能拟合训练集；在测试点上，滤波器的误差只有线性模型的千分之一，因为在这个问题里相邻的输入属于一起，正如滤波器所做的那样。按空格开始对比。数据、模型和训练都是作者的：学习率每 1,000 步降低十分之一。</translation>
    </message>
    <message>
        <source>On a subset, with settings that are ours: Space races an MLP 3x512 on 1,000 of the 50,000 images of CIFAR-10, with a part p of the labels replaced by random ones. Even with p = 1, where there is nothing to learn, the network comes to know all training labels, and its test accuracy is that of guessing. The more labels are wrong, the longer it takes, on so few images by little: 24 to 26 epochs for true labels, 28 to 31 for random ones. On 4,000 (Training images) random labels take about one and a half times as long. The plot below the table shows how long. Figure 1.3.</source>
        <translation>在子集上，设置为我们所选：按空格键开始对比赛，一个 MLP 3x512 学习 CIFAR-10 的 50,000 张图像中的 1,000 张，其中比例为 p 的标签换成随机标签。即使 p = 1，没有任何规律可学，网络也会记住全部训练标签，而测试准确率只相当于随机猜测。错误的标签越多，所需时间越长，图像这样少时相差不大：真实标签 24 到 26 轮，随机标签 28 到 31 轮。用 4,000 张（训练图像）时，随机标签所需时间约为一倍半。表格下方的图显示要多久。图 1.3。</translation>
    </message>
    <message>
        <source>Images: what is smooth is learned first</source>
        <translation>图像：平滑的部分先被学会</translation>
    </message>
    <message>
        <source>The frequency principle in many dimensions, on 1,000 images of CIFAR-10 with a two-layer CNN x 1/2. Filtered splits the network&apos;s answers with a Gaussian of the distance between images: the error of the smooth part falls before that of the rest, for every delta of the slider. Spectrum and Spectrum history follow the probability of one class along the first principal component of the images: low frequencies are learned first. Network and learning rate are ours.</source>
        <translation>高维的频率原则：在 CIFAR-10 的 1,000 张图像上训练两层 CNN × 1/2。“滤波”视图用图像间距离的高斯函数把网络的回答分成两部分：无论滑块上的 δ 取何值，平滑部分的误差都先于其余部分下降。“频谱”与“频谱演化”沿图像的第一主成分观察某一类别的概率：低频先被学会。网络与学习率为我们所选。</translation>
    </message>
    <message>
        <source>the frequency principle in many dimensions</source>
        <translation>高维频率原则</translation>
    </message>
    <message>
        <source>What generalisation is</source>
        <translation>什么是泛化</translation>
    </message>
    <message>
        <source>Section 1.1</source>
        <translation>第1.1节</translation>
    </message>
    <message>
        <source>Five points are all that we are given. Everything between them is unknown.</source>
        <translation>我们只有这五个点，它们之间的一切都是未知的。</translation>
    </message>
    <message>
        <source>Let the class answer before you go on.</source>
        <translation>先让学生回答，再继续。</translation>
    </message>
    <message>
        <source>What lies between the points?</source>
        <translation>这些点之间是什么？</translation>
    </message>
    <message>
        <source>Let somebody draw the function that they expect into the plot.</source>
        <translation>请一位同学在图上画出他预期的函数。</translation>
    </message>
    <message>
        <source>The network trains behind the curtain; the loss can be seen.</source>
        <translation>网络在幕后训练，损失可以看到。</translation>
    </message>
    <message>
        <source>Guess and network both go through the points. Who is right?</source>
        <translation>猜测和网络都经过这些点。谁是对的？</translation>
    </message>
    <message>
        <source>Four functions that all go through the points: read the error of the network against each.</source>
        <translation>四个函数都经过这些点：看网络相对每一个的误差。</translation>
    </message>
    <message>
        <source>Generalisation only has a meaning once one says on which data. This is the no free lunch theorem.</source>
        <translation>只有说明在什么数据上，泛化才有意义。这就是没有免费的午餐定理。</translation>
    </message>
    <message>
        <source>Nothing in the five points says which one is true.</source>
        <translation>这五个点本身并不能说明哪一个是真的。</translation>
    </message>
    <message>
        <source>Classical theory: more complexity, more error</source>
        <translation>传统理论：越复杂，误差越大</translation>
    </message>
    <message>
        <source>Section 1.2</source>
        <translation>第1.2节</translation>
    </message>
    <message>
        <source>11 even points of a smooth function, and the polynomial through all of them.</source>
        <translation>光滑函数上的11个等距点，以及经过所有点的多项式。</translation>
    </message>
    <message>
        <source>The polynomial meets every point. Is it a good model?</source>
        <translation>多项式经过每一个点。它是好模型吗？</translation>
    </message>
    <message>
        <source>More points make it worse: the largest error grows from 1.9 to 60. This is Runge&apos;s phenomenon.</source>
        <translation>点越多越糟：最大误差从1.9增加到60。这就是龙格现象。</translation>
    </message>
    <message>
        <source>Back to 11 points. Now a network of 20,501 parameters.</source>
        <translation>回到11个点。现在用一个有20,501个参数的网络。</translation>
    </message>
    <message>
        <source>Ask: will it swing as well? Let somebody draw.</source>
        <translation>提问：它也会振荡吗？请一位同学画出来。</translation>
    </message>
    <message>
        <source>It goes through the same points and stays near the target. Keep this in mind for the next section.</source>
        <translation>它经过同样的点，并且接近目标。请记住这一点，下一节会用到。</translation>
    </message>
    <message>
        <source>20 noisy points. First the textbook picture: move the degree.</source>
        <translation>20个带噪声的点。先看教科书的图景：改变次数。</translation>
    </message>
    <message>
        <source>Degree 1: too simple, under-fitting.</source>
        <translation>1次：过于简单，欠拟合。</translation>
    </message>
    <message>
        <source>Degree 3: the test error is down to 0.05, and no other degree does noticeably better.</source>
        <translation>3次：测试误差降到 0.05，其他次数没有明显更好的。</translation>
    </message>
    <message>
        <source>Degree 19: as many coefficients as points. It learns the noise by heart: over-fitting.</source>
        <translation>19次：系数与点一样多。它记住了噪声：过拟合。</translation>
    </message>
    <message>
        <source>With four parameters I can fit an elephant, and with five I can make him wiggle his trunk.</source>
        <translation>给我四个参数我可以拟合一头大象，再给一个，我可以让大象动起来。</translation>
    </message>
    <message>
        <source>John von Neumann, as told by Enrico Fermi</source>
        <translation>冯·诺依曼语，由费米转述</translation>
    </message>
    <message>
        <source>A network of 4,000 parameters learns what eight numbers draw.</source>
        <translation>一个有4000个参数的网络学会了八个数就能画出的东西。</translation>
    </message>
    <message>
        <source>Occam&apos;s razor. Ask who has used small networks for fear of over-fitting.</source>
        <translation>奥卡姆剃刀。问问谁因为害怕过拟合而用过小网络。</translation>
    </message>
    <message>
        <source>So the theory says: do not choose a model that is too complex.</source>
        <translation>所以理论说：不要选择过于复杂的模型。</translation>
    </message>
    <message>
        <source>The puzzle: many parameters, and still no over-fitting</source>
        <translation>谜团：参数很多，却不过拟合</translation>
    </message>
    <message>
        <source>Section 1.3</source>
        <translation>第1.3节</translation>
    </message>
    <message>
        <source>753,001 parameters and five points: 150,000 parameters for each point.</source>
        <translation>753,001个参数，五个点：每个点15万个参数。</translation>
    </message>
    <message>
        <source>What will 753,001 parameters do between five points?</source>
        <translation>753,001个参数会在五个点之间做什么？</translation>
    </message>
    <message>
        <source>Let the class draw. The polynomial and the spline stay visible beside it.</source>
        <translation>请同学画。多项式和样条仍然可见。</translation>
    </message>
    <message>
        <source>Smooth, with two turning points.</source>
        <translation>光滑，只有两个转折点。</translation>
    </message>
    <message>
        <source>The same network from a large initialisation.</source>
        <translation>同一个网络，换成大的初始化。</translation>
    </message>
    <message>
        <source>It meets all five points again, and oscillates: it is able to, but did not before.</source>
        <translation>它又经过五个点，但是振荡：它有能力振荡，之前却没有。</translation>
    </message>
    <message>
        <source>Able to oscillate, but it does not by itself.</source>
        <translation>有能力振荡，自己却不振荡。</translation>
    </message>
    <message>
        <source>Labels of images, replaced by random ones in part: 0, one half, all.</source>
        <translation>把图片的标签部分换成随机标签：0、一半、全部。</translation>
    </message>
    <message>
        <source>Can a network learn random labels?</source>
        <translation>网络能学会随机标签吗？</translation>
    </message>
    <message>
        <source>Even random labels are learned by heart; test accuracy is then that of guessing.</source>
        <translation>连随机标签也能记住；测试准确率等于瞎猜。</translation>
    </message>
    <message>
        <source>The table of Zhang and others, 2017: the same on all of CIFAR-10.</source>
        <translation>Zhang等人2017年的表：在整个CIFAR-10上也是如此。</translation>
    </message>
    <message>
        <source>Breiman&apos;s questions of 1995: why no over-fitting? How many effective parameters? Why no bad minimum? When to stop?</source>
        <translation>Breiman 1995年的问题：为什么不过拟合？有效参数有多少？为什么不陷入坏的极小点？何时停止？</translation>
    </message>
    <message>
        <source>A network that can learn anything still generalises on true labels.</source>
        <translation>什么都能学会的网络，在真实标签上仍然泛化。</translation>
    </message>
    <message>
        <source>Section 1.4.1</source>
        <translation>第1.4.1节</translation>
    </message>
    <message>
        <source>Three runs that differ in one setting, on a subset of CIFAR-10 and with small networks. Rehearse it: it takes a while.</source>
        <translation>三个运行只差一个设置，使用CIFAR-10的子集和小网络。请先排练：需要一些时间。</translation>
    </message>
    <message>
        <source>Which batch size generalises best: 8, 64 or 1,024?</source>
        <translation>哪种批大小泛化最好：8、64还是1024？</translation>
    </message>
    <message>
        <source>The test accuracy is hidden. Let the class say, or draw, which run will be best.</source>
        <translation>测试准确率已隐藏。请同学说出或画出哪个运行最好。</translation>
    </message>
    <message>
        <source>Small batches take more steps in an epoch.</source>
        <translation>小批量在一轮里走的步数更多。</translation>
    </message>
    <message>
        <source>Solid lines are of training images, broken ones of test images.</source>
        <translation>实线是训练图片，虚线是测试图片。</translation>
    </message>
    <message>
        <source>The numbers of the book, on all of CIFAR-10, beside ours.</source>
        <translation>书中在整个CIFAR-10上的数值，与我们的并列。</translation>
    </message>
    <message>
        <source>At equal epochs small batches are ahead; much of it is speed.</source>
        <translation>同样的轮数下小批量领先；其中很大部分是速度。</translation>
    </message>
    <message>
        <source>Section 1.4.2</source>
        <translation>第1.4.2节</translation>
    </message>
    <message>
        <source>What does dropout change: training, test, or both?</source>
        <translation>Dropout改变什么：训练、测试，还是两者？</translation>
    </message>
    <message>
        <source>Without dropout training accuracy runs ahead.</source>
        <translation>没有dropout时训练准确率跑在前面。</translation>
    </message>
    <message>
        <source>Dropout closes the gap between training and test.</source>
        <translation>Dropout缩小训练与测试之间的差距。</translation>
    </message>
    <message>
        <source>Section 1.4.3</source>
        <translation>第1.4.3节</translation>
    </message>
    <message>
        <source>Two layers, VGG11 or ResNet-18?</source>
        <translation>两层、VGG11还是ResNet-18？</translation>
    </message>
    <message>
        <source>The deep networks learn the training images long before the shallow one.</source>
        <translation>深网络比浅网络早得多就学会了训练图片。</translation>
    </message>
    <message>
        <source>The same data, the same training: the architecture alone changes the result.</source>
        <translation>同样的数据，同样的训练：只有结构改变了结果。</translation>
    </message>
    <message>
        <source>Section 1.4.4</source>
        <translation>第1.4.4节</translation>
    </message>
    <message>
        <source>Adam, SGD or Rprop?</source>
        <translation>Adam、SGD还是Rprop?</translation>
    </message>
    <message>
        <source>Adam is fastest on the training images; Rprop is made for full batches.</source>
        <translation>Adam在训练图片上最快；Rprop是为全批量设计的。</translation>
    </message>
    <message>
        <source>An optimizer chooses among many solutions, and how fast one gets there.</source>
        <translation>优化器在许多解中选择，也决定到达的快慢。</translation>
    </message>
    <message>
        <source>The frequency of the target</source>
        <translation>目标函数的频率</translation>
    </message>
    <message>
        <source>sin(2x) on 20 points.</source>
        <translation>20个点上的sin(2x)。</translation>
    </message>
    <message>
        <source>Learned soon, and right between the points as well.</source>
        <translation>很快学会，点之间也是对的。</translation>
    </message>
    <message>
        <source>Now sin(6x), with the same points and the same network.</source>
        <translation>现在是sin(6x),点和网络都一样。</translation>
    </message>
    <message>
        <source>Does a higher frequency need more time?</source>
        <translation>更高的频率需要更多时间吗？</translation>
    </message>
    <message>
        <source>Let somebody draw how the training loss will go.</source>
        <translation>请一位同学画出训练损失会怎样下降。</translation>
    </message>
    <message>
        <source>It takes longer, and the test loss stays high.</source>
        <translation>花的时间更长，测试损失仍然高。</translation>
    </message>
    <message>
        <source>Four frequencies in a race: v = 1, 2, 4, 8.</source>
        <translation>四种频率的对比赛：v = 1、2、4、8。</translation>
    </message>
    <message>
        <source>The higher the frequency, the later the loss falls and the larger the test error.</source>
        <translation>频率越高，损失下降越晚，测试误差越大。</translation>
    </message>
    <message>
        <source>The frequency of the target decides how well a network generalises.</source>
        <translation>目标函数的频率决定网络泛化得多好。</translation>
    </message>
    <message>
        <source>Why: low frequencies first, then the nearest or the condensed solution</source>
        <translation>为什么：先低频，再是最近的解或凝聚的解</translation>
    </message>
    <message>
        <source>Section 1.5</source>
        <translation>第1.5节</translation>
    </message>
    <message>
        <source>Which of the three frequencies is learned first?</source>
        <translation>三个频率中先学会哪一个？</translation>
    </message>
    <message>
        <source>Let the class draw the spectrum of the network after 300 steps.</source>
        <translation>请同学画出300步后网络的频谱。</translation>
    </message>
    <message>
        <source>The low frequency is there; the others are not yet.</source>
        <translation>低频已经有了，其他还没有。</translation>
    </message>
    <message>
        <source>The history shows when each frequency is learned: a star where its error stays below 10 %.</source>
        <translation>历史图显示每个频率何时学会：误差保持在10%以下处有一颗星。</translation>
    </message>
    <message>
        <source>This is the frequency principle: from low to high.</source>
        <translation>这就是频率原则：从低到高。</translation>
    </message>
    <message>
        <source>Low frequencies first: the frequency principle</source>
        <translation>先低频：频率原则</translation>
    </message>
    <message>
        <source>100 points with noise. When should one stop?</source>
        <translation>100个带噪声的点。应该何时停止？</translation>
    </message>
    <message>
        <source>When should training stop?</source>
        <translation>训练应该何时停止？</translation>
    </message>
    <message>
        <source>Let the class draw the test loss.</source>
        <translation>请同学画出测试损失。</translation>
    </message>
    <message>
        <source>The sine is learned before the noise, so the test loss has a minimum.</source>
        <translation>先学会正弦，后学会噪声，所以测试损失有最小值。</translation>
    </message>
    <message>
        <source>1,000 neurons and four points that two neurons can fit.</source>
        <translation>1000个神经元，四个两个神经元就能拟合的点。</translation>
    </message>
    <message>
        <source>How many of 1,000 neurons does it need?</source>
        <translation>1000个神经元中它需要几个？</translation>
    </message>
    <message>
        <source>From a small initialisation the neurons gather in two directions: condensation.</source>
        <translation>从小的初始化出发，神经元聚到两个方向：凝聚。</translation>
    </message>
    <message>
        <source>The same from a large initialisation: the linear regime.</source>
        <translation>同样的网络，从大的初始化出发：线性区域。</translation>
    </message>
    <message>
        <source>The neurons stay where they were drawn: the solution nearest to the beginning.</source>
        <translation>神经元停在原处：离起点最近的解。</translation>
    </message>
    <message>
        <source>This answers Breiman&apos;s first two questions in part.</source>
        <translation>这部分回答了Breiman的前两个问题。</translation>
    </message>
    <message>
        <source>Low frequencies first; then the nearest solution, or the condensed one.</source>
        <translation>先低频；然后是最近的解，或者凝聚的解。</translation>
    </message>
    <message>
        <source>Preset: {name}</source>
        <translation>预设：{name}</translation>
    </message>
    <message>
        <source>Race: {setting} {values}</source>
        <translation>对比赛：{setting} {values}</translation>
    </message>
    <message>
        <source>Bookmark: {name}</source>
        <translation>书签：{name}</translation>
    </message>
    <message>
        <source>Train to step {step:,} or loss {loss:g}</source>
        <translation>训练到第{step:,}步或损失{loss:g}</translation>
    </message>
    <message>
        <source>Train to step {step:,}</source>
        <translation>训练到第{step:,}步</translation>
    </message>
    <message>
        <source>Train to loss {loss:g}</source>
        <translation>训练到损失{loss:g}</translation>
    </message>
    <message>
        <source>Train to the end</source>
        <translation>训练到结束</translation>
    </message>
    <message>
        <source>Enlarge a view</source>
        <translation>放大视图</translation>
    </message>
    <message>
        <source>Note: {text}</source>
        <translation>文字：{text}</translation>
    </message>
    <message>
        <source>Take the note away</source>
        <translation>去掉文字</translation>
    </message>
    <message>
        <source>{first}, {rest}</source>
        <translation>{first}，{rest}</translation>
    </message>
    <message>
        <source>The wave of frequency {omega} is beyond the aliasing limit of these points, {limit}: it looks like one of frequency {alias} to the network.</source>
        <translation>频率为 {omega} 的波超出这些点的混叠极限 {limit}：在网络看来，它像是频率为 {alias} 的波。</translation>
    </message>
    <message>
        <source>There are values above {most:.0e}, with which nothing can be computed. Choose another column, or another unit.</source>
        <translation>有大于 {most:.0e} 的数值，无法用于计算。请选择其他列或换用其他单位。</translation>
    </message>
    <message>
        <source>{device}, bfloat16</source>
        <translation>{device}，bfloat16</translation>
    </message>
    <message>
        <source>{device}, compiled</source>
        <translation>{device}，已编译</translation>
    </message>
    <message>
        <source>There is no lesson “{name}”.</source>
        <translation>没有课程“{name}”。</translation>
    </message>
    <message>
        <source>A batch of {batch} images does not fit into memory, of which {free} GB are free. A batch of {fit} would.</source>
        <translation>一批 {batch} 张图像放不进内存（空闲 {free} GB）。一批 {fit} 张可以。</translation>
    </message>
    <message>
        <source>There is not enough memory for this network: {free} GB are free. Make it narrower.</source>
        <translation>内存不足以容纳此网络：空闲 {free} GB。请减小宽度。</translation>
    </message>
    <message>
        <source>The system or another program has ended the engine, perhaps for want of memory. Space goes on from what was recorded.</source>
        <translation>系统或其他程序结束了训练引擎，可能是内存不足。按空格键从已记录处继续。</translation>
    </message>
    <message>
        <source>The engine ended unexpectedly ({code}). Space goes on from what was recorded.</source>
        <translation>训练引擎意外结束（{code}）。按空格键从已记录处继续。</translation>
    </message>
    <message>
        <source>Zhang et al. 2017, table 1 (the first five rows: figure 1.3)</source>
        <translation>Zhang 等人 2017，表 1（前五行：图 1.3）</translation>
    </message>
    <message>
        <source>all 50,000 images, each whitened; momentum 0.9, learning rate 0.1 (Inception) or 0.01, a twentieth less in each epoch</source>
        <translation>全部 50,000 张图像，逐张白化；动量 0.9，学习率 0.1（Inception）或 0.01，每轮减少二十分之一</translation>
    </message>
    <message>
        <source>VGG16 without batch norm, all 50,000 images, 500 epochs; the three curves coincide</source>
        <translation>不带批归一化的 VGG16，全部 50,000 张图像，500 轮；三条曲线重合</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>random crop</source>
        <translation>随机裁剪</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>{setting} {own}, not {published}</source>
        <translation>{setting} {own}，而非 {published}</translation>
    </message>
    <message>
        <source>above 0</source>
        <translation>大于 0</translation>
    </message>
    <message>
        <source>{own} images, not {published}</source>
        <translation>{own} 张图像，而非 {published} 张</translation>
    </message>
    <message>
        <source>{own} epochs, not {published}</source>
        <translation>{own} 轮，而非 {published} 轮</translation>
    </message>
    <message>
        <source>{source}: a name that is not written in UTF-8 cannot be kept. Rename the file.</source>
        <translation>{source}：无法保存不是 UTF-8 编码的名称。请重命名该文件。</translation>
    </message>
    <message>
        <source>{lines}</source>
        <translation>{lines}</translation>
    </message>
    <message>
        <source>“{path}” was not passed to the engine.</source>
        <translation>“{path}” 未被提供。</translation>
    </message>
    <message>
        <source>“{path}” is one file, not a folder.</source>
        <translation>“{path}” 是一个文件，不是文件夹。</translation>
    </message>
    <message>
        <source>“{path}” is not a file.</source>
        <translation>“{path}” 不是文件。</translation>
    </message>
    <message>
        <source>Finished: 1 step.</source>
        <translation>完成：1 步。</translation>
    </message>
    <message>
        <source>Part of this session cannot be recorded because of its content. Everything else is recorded.</source>
        <translation>本次会话中有内容因其本身无法记录，其余内容均会记录。</translation>
    </message>
    <message>
        <source>{problem} Keep every tenth row, say, or the part that matters.</source>
        <translation>{problem}例如每十行保留一行，或只保留需要的部分。</translation>
    </message>
    <message>
        <source>ω as typed</source>
        <translation>ω 为手动输入</translation>
    </message>
    <message>
        <source>ω from the formula</source>
        <translation>ω 由公式得出</translation>
    </message>
    <message>
        <source>≈ estimated from the points; noise alone shows as much in 1 % of cases</source>
        <translation>≈ 由数据点估计；纯噪声出现同样峰值的概率为 1 %</translation>
    </message>
    <message>
        <source>ω from the formula, ≈ estimated from the points</source>
        <translation>ω 由公式得出，≈ 由数据点估计</translation>
    </message>
    <message>
        <source>local maxima of the lines</source>
        <translation>谱线的局部极大</translation>
    </message>
    <message>
        <source>no wave stands out of the noise</source>
        <translation>没有波高出噪声</translation>
    </message>
    <message>
        <source>no wave is known or stands out of the noise</source>
        <translation>没有已知的波，也没有波高出噪声</translation>
    </message>
    <message>
        <source>the lines have no local maximum</source>
        <translation>谱线没有局部极大</translation>
    </message>
    <message>
        <source>There is no run on screen to branch from.</source>
        <translation>屏幕上没有可以分出分支的运行。</translation>
    </message>
    <message>
        <source>“{source}” names files that lie elsewhere: {names}. --read-files lets them be read.</source>
        <translation>“{source}” 提到了位于别处的文件：{names}。加上 --read-files 即可读取。</translation>
    </message>
    <message>
        <source>--force and --append say what becomes of the file of --save.</source>
        <translation>--force 和 --append 说明如何处理 --save 的文件。</translation>
    </message>
    <message>
        <source>“{path}” is there already. --force replaces it, --append adds the run to it.</source>
        <translation>“{path}”已存在。--force 替换它，--append 将运行加入其中。</translation>
    </message>
    <message>
        <source>Say what to write: {options}.</source>
        <translation>请说明要写出什么：{options}。</translation>
    </message>
    <message>
        <source>Downloading CIFAR-10…</source>
        <translation>正在下载 CIFAR-10…</translation>
    </message>
    <message>
        <source>“{name}” is no figure. Choose one of {endings}.</source>
        <translation>“{name}”不是图形文件。请选用 {endings} 之一。</translation>
    </message>
    <message>
        <source>Damaged in part, and opened with what is whole: {names}.</source>
        <translation>部分损坏，已打开其完好部分：{names}。</translation>
    </message>
    <message>
        <source>Network and loss are others now: those before do not go with these data.</source>
        <translation>网络和损失函数已更换：原来的不适用于这些数据。</translation>
    </message>
    <message>
        <source>“{path}” holds damaged runs, which would be lost: {names}.</source>
        <translation>“{path}”中有损坏的运行，它们将会丢失：{names}。</translation>
    </message>
    <message>
        <source>Reading images…</source>
        <translation>正在读取图像…</translation>
    </message>
    <message>
        <source>Reading the images was cancelled. Space reads them again.</source>
        <translation>已取消读取图像。按空格键重新读取。</translation>
    </message>
    <message>
        <source>This version of the app does not know this cue.</source>
        <translation>此版本的应用不认识这个提示。</translation>
    </message>
    <message>
        <source>There is no preset “{name}” any more.</source>
        <translation>预设“{name}”已不存在。</translation>
    </message>
    <message>
        <source>“{change}” is not of the form dotted.key=value.</source>
        <translation>“{change}”不是“点分键=值”的形式。</translation>
    </message>
    <message>
        <source>There is no view “{view}” any more.</source>
        <translation>视图“{view}”已不存在。</translation>
    </message>
    <message>
        <source>There is no bookmark “{name}” any more.</source>
        <translation>书签“{name}”已不存在。</translation>
    </message>
    <message>
        <source>There is no view “{view}” in which anything is hidden.</source>
        <translation>没有可以隐藏内容的视图“{view}”。</translation>
    </message>
    <message>
        <source>What was rehearsed is deleted: this is trained live.</source>
        <translation>排练的录制已删除：现在实时训练。</translation>
    </message>
    <message>
        <source>The settings are not those of the rehearsal: this is live.</source>
        <translation>设置与排练时不同：现在是实时训练。</translation>
    </message>
    <message>
        <source>A race trains to a step, not to a loss.</source>
        <translation>对比赛只能训练到某一步，不能训练到某个损失。</translation>
    </message>
    <message>
        <source>Reading the loss of every step…</source>
        <translation>正在读取每一步的损失…</translation>
    </message>
    <message>
        <source>Training begins when the images are read.</source>
        <translation>图像读取完毕后开始训练。</translation>
    </message>
    <message>
        <source>The run goes on as it was: this setting needs new weights, R begins anew.</source>
        <translation>运行保持原样继续：此设置需要新的权重，按 R 重新开始。</translation>
    </message>
    <message>
        <source>Not in the saved file: {names}. What was recorded of them cannot be read any more: the project that was open was changed, or its disk was taken away.</source>
        <translation>未存入文件：{names}。其记录已无法读取：打开的项目被更改，或其磁盘已被移除。</translation>
    </message>
    <message>
        <source>Training does not begin by itself.</source>
        <translation>不会自动开始训练。</translation>
    </message>
    <message>
        <source>The screen of the class was unplugged; the views are back here.</source>
        <translation>学生的屏幕已断开；视图已回到这里。</translation>
    </message>
    <message>
        <source>A run that trains stays in the list. End it first (Ctrl+.).</source>
        <translation>正在训练的运行保留在列表中。请先结束它（Ctrl+.）。</translation>
    </message>
    <message>
        <source>“{path}” was not saved: {reason}.</source>
        <translation>“{path}”未能保存：{reason}。</translation>
    </message>
    <message>
        <source>a file that is damaged</source>
        <translation>一个损坏的文件</translation>
    </message>
    <message>
        <source>runs: {count}</source>
        <translation>运行：{count}</translation>
    </message>
    <message>
        <source>runs that are damaged in part: {count}</source>
        <translation>部分损坏的运行：{count}</translation>
    </message>
    <message>
        <source>damaged runs: {count}</source>
        <translation>损坏的运行：{count}</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>cues of a lesson: {count}</source>
        <translation>课程提示：{count}</translation>
    </message>
    <message>
        <source>changed settings</source>
        <translation>改动过的设置</translation>
    </message>
    <message>
        <source>Writing “{name}”…</source>
        <translation>正在写入“{name}”…</translation>
    </message>
    <message>
        <source>Written: “{path}”.</source>
        <translation>已写入：“{path}”。</translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>Pause first: an animation goes through what was recorded.</source>
        <translation>请先暂停：动画取自已记录的内容。</translation>
    </message>
    <message>
        <source>No view is shown.</source>
        <translation>没有显示任何视图。</translation>
    </message>
    <message>
        <source>Videos need a package that is not installed: pip install {package}</source>
        <translation>视频需要一个尚未安装的包：pip install {package}</translation>
    </message>
    <message>
        <source>Taken of {count} training images along their first principal component.</source>
        <translation>取自 {count} 幅训练图像，沿其第一主成分。</translation>
    </message>
    <message>
        <source>Taken on the {count} training points.</source>
        <translation>在 {count} 个训练点上取得。</translation>
    </message>
    <message>
        <source>Taken on a dense grid of {count} points.</source>
        <translation>在 {count} 个点的密集网格上取得。</translation>
    </message>
    <message>
        <source>Taken on all {count} pixels, summed over rings of |ω|.</source>
        <translation>在全部 {count} 个像素上取得，按 |ω| 的环求和。</translation>
    </message>
    <message>
        <source>{points} Frequencies: {found}.</source>
        <translation>{points}频率：{found}。</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>recorded at step {step}</source>
        <translation>记录于第 {step} 步</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>In front</source>
        <translation>前景</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Error of each frequency</source>
        <translation>各频率的误差</translation>
    </message>
    <message>
        <source>When each frequency was learned</source>
        <translation>各频率何时学会</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>known pixels</source>
        <translation>已知像素</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>a setting changed</source>
        <translation>设置有更改</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>angular frequency ω</source>
        <translation>角频率 ω</translation>
    </message>
    <message>
        <source>magnitude |F(ω)|</source>
        <translation>幅值 |F(ω)|</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>学会步</translation>
    </message>
    <message>
        <source>not learned</source>
        <translation>未学会</translation>
    </message>
    <message>
        <source>ω</source>
        <translation>ω</translation>
    </message>
    <message>
        <source>|F| of the target</source>
        <translation>目标的 |F|</translation>
    </message>
    <message>
        <source>relative error</source>
        <translation>相对误差</translation>
    </message>
    <message>
        <source>Nothing was recorded of this run that can be drawn.</source>
        <translation>这次运行没有可以画出的记录。</translation>
    </message>
    <message>
        <source>At step {step}: {change}</source>
        <translation>第 {step} 步：{change}</translation>
    </message>
    <message>
        <source>{count} parameters, {steps} steps.</source>
        <translation>{count} 个参数，{steps} 步。</translation>
    </message>
    <message>
        <source>training loss {train}, test loss {test}</source>
        <translation>训练损失 {train}，测试损失 {test}</translation>
    </message>
    <message>
        <source>training loss {train}</source>
        <translation>训练损失 {train}</translation>
    </message>
    <message>
        <source>test loss beyond the data {test}</source>
        <translation>数据范围外的测试损失 {test}</translation>
    </message>
    <message>
        <source>training accuracy {train}, test accuracy {test}</source>
        <translation>训练准确率 {train}，测试准确率 {test}</translation>
    </message>
    <message>
        <source>A view shows what was recorded last before the chosen step, and says at which step that was. Functions and spectra are rounded to 1/65,000 of their range, pixels and the map of errors to 1/250; losses and training points are as they were recorded. Losses of single batches are left out.</source>
        <translation>每个视图显示所选步之前最近的一次记录，并注明是第几步。函数和频谱舍入到其范围的 1/65,000，像素和误差图舍入到 1/250；损失和训练点与记录一致。单个批次的损失未收入。</translation>
    </message>
    <message>
        <source>ω is the angular frequency of sin(ωx), in radians per unit of x; F(ω) is the mean of y exp(-iωx). A frequency counts as learned from the step at which its relative error falls below the threshold and stays there for 10 steps.</source>
        <translation>ω 是 sin(ωx) 的角频率，单位为弧度每单位 x；F(ω) 是 y exp(-iωx) 的平均。某频率的相对误差降到阈值以下并保持 10 步时，从这一步起算作学会。</translation>
    </message>
    <message>
        <source>Made with Fanhua {version} on {date}.</source>
        <translation>由泛化 {version} 制作于 {date}。</translation>
    </message>
    <message>
        <source>{run}: {kept} of {recorded} recorded moments, and losses at {samples} of {measured} measured steps.</source>
        <translation>{run}：{recorded} 个记录时刻中的 {kept} 个，{measured} 个测量步中 {samples} 个的损失。</translation>
    </message>
    <message>
        <source>A session of Fanhua</source>
        <translation>泛化的一次会话</translation>
    </message>
    <message>
        <source>en</source>
        <translation>zh-CN</translation>
    </message>
    <message>
        <source>The same settings.</source>
        <translation>设置相同。</translation>
    </message>
    <message>
        <source>This page draws with JavaScript, which is switched off here.</source>
        <translation>本页用 JavaScript 绘图，而此处已将其关闭。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>What this page holds</source>
        <translation>本页内容说明</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>It left another run at step {step}.</source>
        <translation>它在第 {step} 步从另一次运行分出。</translation>
    </message>
    <message>
        <source>These data are too large to be part of a script.</source>
        <translation>这些数据太大，不能放进脚本。</translation>
    </message>
    <message>
        <source>The data of this run changed too often for a script.</source>
        <translation>这次运行的数据更改次数太多，无法写成脚本。</translation>
    </message>
    <message>
        <source>The images or the batch size changed during this run: there is no script for that.</source>
        <translation>这次运行中图像或批量大小有更改：没有相应的脚本。</translation>
    </message>
    <message>
        <source>What was changed during this run is damaged.</source>
        <translation>这次运行中更改的记录已损坏。</translation>
    </message>
    <message>
        <source>Nothing was recorded yet. Train first.</source>
        <translation>尚无记录。请先训练。</translation>
    </message>
    <message>
        <source>No run in “{path}” can be read.</source>
        <translation>“{path}”中没有可读取的运行。</translation>
    </message>
    <message>
        <source>“{path}” has no such run.</source>
        <translation>“{path}”中没有这次运行。</translation>
    </message>
    <message>
        <source>{title} (run {number})</source>
        <translation>{title}（运行 {number}）</translation>
    </message>
    <message>
        <source>No weights were recorded up to this step.</source>
        <translation>到这一步为止没有记录权重。</translation>
    </message>
    <message>
        <source>{value} {unit}</source>
        <translation>{value} {unit}</translation>
    </message>
    <message>
        <source>An experiment of your own</source>
        <translation>自己的实验</translation>
    </message>
    <message>
        <source>the book&apos;s settings</source>
        <translation>书中的设置</translation>
    </message>
    <message>
        <source>our settings</source>
        <translation>本软件的设置</translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation>{count} 个参数</translation>
    </message>
    <message>
        <source>{count} more changes</source>
        <translation>另有 {count} 处改动</translation>
    </message>
    <message>
        <source>Nothing called “{part}” can be hidden in this view.</source>
        <translation>这个视图中没有可以隐藏的“{part}”。</translation>
    </message>
    <message>
        <source>airplane</source>
        <translation>飞机</translation>
    </message>
    <message>
        <source>automobile</source>
        <translation>汽车</translation>
    </message>
    <message>
        <source>bird</source>
        <translation>鸟</translation>
    </message>
    <message>
        <source>cat</source>
        <translation>猫</translation>
    </message>
    <message>
        <source>deer</source>
        <translation>鹿</translation>
    </message>
    <message>
        <source>dog</source>
        <translation>狗</translation>
    </message>
    <message>
        <source>frog</source>
        <translation>青蛙</translation>
    </message>
    <message>
        <source>horse</source>
        <translation>马</translation>
    </message>
    <message>
        <source>ship</source>
        <translation>船</translation>
    </message>
    <message>
        <source>truck</source>
        <translation>卡车</translation>
    </message>
    <message>
        <source>mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>Two copies of the network that start equal, one subtracted from the other: the output is exactly 0 at the start (Zhang et al. 2020). Doubles the parameters.</source>
        <translation>网络的两份副本，起点相同，一份减去另一份：开始时输出恰好为 0（Zhang 等人 2020）。参数加倍。</translation>
    </message>
    <message>
        <source>Anti-symmetric, as</source>
        <translation>反对称的形式</translation>
    </message>
    <message>
        <source>The difference over sqrt(2), so that the tangent kernel is that of one network (Zhang et al. 2020), or the sum with the sign of the second output layer reversed, as in the author&apos;s code: sqrt(2) times as large.</source>
        <translation>差除以 sqrt(2)，使切线核与单个网络相同（Zhang 等人 2020）；或者像作者的代码那样，把第二个输出层变号后相加：是前者的 sqrt(2) 倍。</translation>
    </message>
    <message>
        <source>(h - h&apos;) / sqrt(2)</source>
        <translation>(h - h&apos;) / sqrt(2)</translation>
    </message>
    <message>
        <source>h + (-h&apos;), the author&apos;s code</source>
        <translation>h + (-h&apos;)，作者的代码</translation>
    </message>
    <message>
        <source>Batch normalisation after each convolution and each hidden layer.</source>
        <translation>在每个卷积层和每个隐藏层之后。</translation>
    </message>
    <message>
        <source>mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>Huber</source>
        <translation>Huber</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Training stops after this many steps; it can be continued.</source>
        <translation>训练到这么多步后停止；可以继续。</translation>
    </message>
    <message>
        <source>Stop at loss</source>
        <translation>目标损失</translation>
    </message>
    <message>
        <source>Stop when the training loss, at a measured step, is below this; 0 never stops.</source>
        <translation>测量到训练损失低于此值时停止；0 表示不因此停止。</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心步数</translation>
    </message>
    <message>
        <source>Stop when the test loss has reached no new minimum for this many steps; 0 never stops.</source>
        <translation>测试损失连续这么多步没有新低时停止；0 表示不因此停止。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Fixes initial weights, batches and dropout.</source>
        <translation>固定初始权重、批次和 dropout。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Where to train; automatic takes the GPU for large networks only.</source>
        <translation>在哪里训练；“自动”仅对大网络使用 GPU。</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>CUDA</source>
        <translation>CUDA</translation>
    </message>
    <message>
        <source>MPS (Apple)</source>
        <translation>MPS (Apple)</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>SGD with momentum</source>
        <translation>带动量的 SGD</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Part of the last update that is added to the next.</source>
        <translation>上一次更新中加入下一次更新的比例。</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>beta 1</source>
        <translation>β1</translation>
    </message>
    <message>
        <source>Decay rate of the running mean of gradients.</source>
        <translation>对梯度的记忆系数。</translation>
    </message>
    <message>
        <source>beta 2</source>
        <translation>β2</translation>
    </message>
    <message>
        <source>Decay rate of the running mean of squared gradients.</source>
        <translation>对梯度平方的记忆系数。</translation>
    </message>
    <message>
        <source>epsilon</source>
        <translation>ε</translation>
    </message>
    <message>
        <source>Small number that keeps the denominator from being zero.</source>
        <translation>避免除以零。</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>RMSprop</source>
        <translation>RMSprop</translation>
    </message>
    <message>
        <source>alpha</source>
        <translation>α</translation>
    </message>
    <message>
        <source>Rprop</source>
        <translation>Rprop</translation>
    </message>
    <message>
        <source>Shrink</source>
        <translation>缩小因子</translation>
    </message>
    <message>
        <source>Step size factor where the sign changed.</source>
        <translation>梯度变号时步长所乘的因子。</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>增大因子</translation>
    </message>
    <message>
        <source>Step size factor where the sign stayed.</source>
        <translation>梯度不变号时步长所乘的因子。</translation>
    </message>
    <message>
        <source>Smallest step</source>
        <translation>最小步长</translation>
    </message>
    <message>
        <source>Lower bound of a step size.</source>
        <translation>步长的下界。</translation>
    </message>
    <message>
        <source>Largest step</source>
        <translation>最大步长</translation>
    </message>
    <message>
        <source>Upper bound of a step size.</source>
        <translation>步长的上界。</translation>
    </message>
    <message>
        <source>L-BFGS</source>
        <translation>L-BFGS</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>迭代次数</translation>
    </message>
    <message>
        <source>Largest number of quasi-Newton iterations in a step.</source>
        <translation>每一步中拟牛顿迭代的最大次数。</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史长度</translation>
    </message>
    <message>
        <source>Number of past updates that are kept to approximate the Hessian.</source>
        <translation>用多少次历史更新来确定下一次更新。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>polynomial</source>
        <translation>多项式</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Least squares takes the degree; interpolation goes through all points, with as many coefficients as there are points.</source>
        <translation>最小二乘采用给定的次数；插值穿过所有点，系数与点一样多。</translation>
    </message>
    <message>
        <source>least squares</source>
        <translation>最小二乘</translation>
    </message>
    <message>
        <source>interpolation</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>Degree</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Highest power of x.</source>
        <translation>x 的最高次幂。</translation>
    </message>
    <message>
        <source>Ridge</source>
        <translation>岭</translation>
    </message>
    <message>
        <source>Weight of the squared Chebyshev coefficients that is added to the mean squared error.</source>
        <translation>加到均方误差上的切比雪夫系数平方和的权重。</translation>
    </message>
    <message>
        <source>cubic spline</source>
        <translation>三次样条</translation>
    </message>
    <message>
        <source>polynomial and spline</source>
        <translation>多项式与样条</translation>
    </message>
    <message>
        <source>random features</source>
        <translation>随机特征</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Number of random cosines.</source>
        <translation>随机余弦的个数。</translation>
    </message>
    <message>
        <source>Standard deviation of the random angular frequencies; the data reach from -1 to 1.</source>
        <translation>随机角频率的标准差；数据范围为 -1 到 1。</translation>
    </message>
    <message>
        <source>Weight of the squared output weights that is added to the mean squared error.</source>
        <translation>加到均方误差上的输出权重平方的系数。</translation>
    </message>
    <message>
        <source>Draws</source>
        <translation>抽取次数</translation>
    </message>
    <message>
        <source>Number of draws of the cosines, of which the median is taken.</source>
        <translation>余弦抽取这么多次，取中位数。</translation>
    </message>
    <message>
        <source>Seed of the first draw.</source>
        <translation>第一次抽取的种子。</translation>
    </message>
    <message>
        <source>explicit prior</source>
        <translation>显式先验</translation>
    </message>
    <message>
        <source>Prior</source>
        <translation>先验</translation>
    </message>
    <message>
        <source>Total variation, the sum of |gradient|, leaves steps as they are; the squared gradient makes everything smooth.</source>
        <translation>全变差即 |梯度| 之和，保留台阶；梯度平方使一切平滑。</translation>
    </message>
    <message>
        <source>total variation</source>
        <translation>全变差</translation>
    </message>
    <message>
        <source>squared gradient</source>
        <translation>梯度平方</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Of the prior, against the squared differences at the known points. The gradient is that of a curve over an interval of length 1, or from pixel to pixel.</source>
        <translation>先验相对于已知点上差的平方的权重。梯度对曲线取自长度为 1 的区间，对图像取自相邻像素。</translation>
    </message>
    <message>
        <source>Fourier series</source>
        <translation>傅里叶级数</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>项数</translation>
    </message>
    <message>
        <source>Harmonics of x and of y; each term has four numbers.</source>
        <translation>x 与 y 的谐波数；每项四个数。</translation>
    </message>
    <message>
        <source>Several truths</source>
        <translation>多个真实函数</translation>
    </message>
    <message>
        <source>Hold the network against several functions through the same points: straight pieces, a cubic spline, Gaussian bells, and the spline with a wave that is 0 at the points.</source>
        <translation>让网络与穿过同样点的多个函数比较：折线、三次样条、高斯钟形，以及加上在各点处为 0 的波的样条。</translation>
    </message>
    <message>
        <source>Wave, height</source>
        <translation>波的高度</translation>
    </message>
    <message>
        <source>Height of the wave that is added to the spline.</source>
        <translation>加到样条上的波的高度。</translation>
    </message>
    <message>
        <source>Wave, frequency</source>
        <translation>波的频率</translation>
    </message>
    <message>
        <source>Angular frequency of the wave sin(frequency (x - first x)). Multiples of pi over the distance of the points leave the points as they are.</source>
        <translation>波 sin(频率 (x - 首个 x)) 的角频率。取 π 除以点距的倍数时，各点保持不变。</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>A function x, y drawn by hand in the view of the true functions.</source>
        <translation>在“真实函数”视图中手绘的函数 x, y。</translation>
    </message>
    <message>
        <source>Sampled on</source>
        <translation>采样点</translation>
    </message>
    <message>
        <source>The training points (the book&apos;s convention), or 512 even points over the interval of the data, which needs a known target.</source>
        <translation>训练点（书中的约定），或数据区间上 512 个均匀点（需已知目标函数）。</translation>
    </message>
    <message>
        <source>training points</source>
        <translation>训练点</translation>
    </message>
    <message>
        <source>dense grid</source>
        <translation>稠密网格</translation>
    </message>
    <message>
        <source>Frequencies</source>
        <translation>频率个数</translation>
    </message>
    <message>
        <source>Peaks</source>
        <translation>峰值频率</translation>
    </message>
    <message>
        <source>rad</source>
        <translation>rad</translation>
    </message>
    <message>
        <source>What training minimises, as a mean over the points; for classes, squared errors are taken against the one-hot label.</source>
        <translation>训练要减小的量，对各点取平均；对于类别，平方误差以正确类别取 1、其余取 0 为目标。</translation>
    </message>
    <message>
        <source>cross-entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>falls in each epoch</source>
        <translation>逐轮下降</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>因子</translation>
    </message>
    <message>
        <source>The learning rate is multiplied by this factor after each epoch.</source>
        <translation>每轮之后学习率所乘的因子。</translation>
    </message>
    <message>
        <source>falls in steps</source>
        <translation>阶梯下降</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Epochs between two reductions.</source>
        <translation>两次下降之间的轮数。</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>The learning rate is multiplied by this factor each time.</source>
        <translation>届时学习率所乘的因子。</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>并列显示</translation>
    </message>
    <message>
        <source>Final accuracies that the book or the paper reports, on all 50,000 images.</source>
        <translation>本书或论文报告的最终准确率，使用全部 50,000 张图像。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>random labels (figure 1.3)</source>
        <translation>随机标签（图 1.3）</translation>
    </message>
    <message>
        <source>batch size (figure 1.5)</source>
        <translation>批大小（图 1.5）</translation>
    </message>
    <message>
        <source>dropout (figure 1.6)</source>
        <translation>dropout（图 1.6）</translation>
    </message>
    <message>
        <source>architecture (figure 1.7)</source>
        <translation>网络结构（图 1.7）</translation>
    </message>
    <message>
        <source>optimizer (figure 1.8)</source>
        <translation>优化器（图 1.8）</translation>
    </message>
    <message>
        <source>Peaks to find</source>
        <translation>峰的个数</translation>
    </message>
    <message>
        <source>Which peaks</source>
        <translation>选峰方式</translation>
    </message>
    <message>
        <source>The lowest frequencies, as in the author&apos;s code, or the largest amplitudes, for real series.</source>
        <translation>取频率最低的峰（与作者的代码一致），或幅值最大的峰（适用于真实序列）。</translation>
    </message>
    <message>
        <source>first</source>
        <translation>频率最低</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>幅值最大</translation>
    </message>
    <message>
        <source>Peak floor</source>
        <translation>峰值下限</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Of labelled images: the number of the class, from 0, whose probability is looked at along the first principal component of the images.</source>
        <translation>用于带标签的图像：类别的编号，从 0 开始；沿图像的第一主成分查看该类别的概率。</translation>
    </message>
    <message>
        <source>Filter delta</source>
        <translation>滤波 δ</translation>
    </message>
    <message>
        <source>Of labelled images: a Gaussian of variance delta, in pixels from 0 to 1, splits the answers into a smooth part and the rest.</source>
        <translation>用于带标签的图像：用方差为 δ 的高斯函数（像素值为 0 到 1）把网络的输出分为平滑部分和其余部分。</translation>
    </message>
    <message>
        <source>Error of</source>
        <translation>误差对象</translation>
    </message>
    <message>
        <source>Magnitudes only, as in the author&apos;s code, or complex values, which also see a wrong phase.</source>
        <translation>只比较幅值（与作者的代码一致），或比较复数值（还能反映相位误差）。</translation>
    </message>
    <message>
        <source>magnitudes</source>
        <translation>幅值</translation>
    </message>
    <message>
        <source>complex values</source>
        <translation>复数值</translation>
    </message>
    <message>
        <source>Learned below</source>
        <translation>学会阈值</translation>
    </message>
    <message>
        <source>A frequency counts as learned when its relative error falls below this and stays there for 10 steps.</source>
        <translation>某频率的相对误差降到此值以下并保持 10 步，即算学会。</translation>
    </message>
    <message>
        <source>Directions</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Two random ones, scaled for each neuron to the length of its weights (Li et al. 2018), or the two along which the run has moved most since the view was opened.</source>
        <translation>两个随机方向，每个神经元的部分与其权重等长（Li 等 2018）；或自视图打开以来运行移动最多的两个方向。</translation>
    </message>
    <message>
        <source>random, normalised</source>
        <translation>随机，归一化</translation>
    </message>
    <message>
        <source>of the run&apos;s path</source>
        <translation>沿运行路径</translation>
    </message>
    <message>
        <source>The plane runs from minus to plus this number, in units of the length of the weights; for the run&apos;s path, of the length of the path.</source>
        <translation>向两侧伸展多远，以权重长度为单位；沿运行路径时以路径长度为单位。</translation>
    </message>
    <message>
        <source>Points a side</source>
        <translation>每边点数</translation>
    </message>
    <message>
        <source>The loss is computed at this number of points, squared.</source>
        <translation>计算此数平方个损失。</translation>
    </message>
    <message>
        <source>Fixes the random directions.</source>
        <translation>随机方向的种子。</translation>
    </message>
    <message>
        <source>Frequency principle</source>
        <translation>频率原则</translation>
    </message>
    <message>
        <source>A network learns sin x + sin 3x + sin 5x: the low frequency first, the high one last. 101 points, as in the author&apos;s notebook.</source>
        <translation>网络学习 sin x + sin 3x + sin 5x：先学会低频，最后学会高频。101 个点，与作者的 notebook 一致。</translation>
    </message>
    <message>
        <source>frequency principle, heat map</source>
        <translation>频率原则，热图</translation>
    </message>
    <message>
        <source>Frequency principle, 600 points</source>
        <translation>频率原则，600 个点</translation>
    </message>
    <message>
        <source>sin x and sin 5x: a plateau between</source>
        <translation>sin x 与 sin 5x：中间的平台</translation>
    </message>
    <message>
        <source>frequency principle, table of runs</source>
        <translation>频率原则，运行列表</translation>
    </message>
    <message>
        <source>A rounded sine: a target with steps</source>
        <translation>取整的正弦：带台阶的目标</translation>
    </message>
    <message>
        <source>Ricker activation, wide: low frequencies first</source>
        <translation>Ricker 激活函数，宽：低频优先</translation>
    </message>
    <message>
        <source>With a wide wavelet (a = 0.3) as activation the frequency principle holds: 1 before 3 before 5. The network begins at exactly 0, so the first loss is the mean square of the target. The author takes 600 points and a learning rate of 0.00001; 100 points and three times that are ours, so that it takes seconds.</source>
        <translation>以宽小波（a = 0.3）为激活函数时频率原则成立：1 先于 3，3 先于 5。网络恰好从 0 开始，因此最初的损失就是目标的均方值。作者用 600 个点，学习率 0.00001；100 个点和三倍的学习率是我们选的，这样只需几秒。</translation>
    </message>
    <message>
        <source>Ricker activation, narrow: the principle fails</source>
        <translation>Ricker 激活函数，窄：原则失效</translation>
    </message>
    <message>
        <source>Ricker activation, narrow, without anti-symmetry</source>
        <translation>Ricker 激活函数，窄，非反对称</translation>
    </message>
    <message>
        <source>sin as activation</source>
        <translation>以 sin 为激活函数</translation>
    </message>
    <message>
        <source>sin(10x) as activation: noise between the points</source>
        <translation>以 sin(10x) 为激活函数：点之间是噪声</translation>
    </message>
    <message>
        <source>Every neuron oscillates fast. All frequencies are learned at once, and between the training points the network is noise.</source>
        <translation>每个神经元都快速振荡。所有频率同时被学会，而训练点之间网络是噪声。</translation>
    </message>
    <message>
        <source>sin(10x) as activation, without anti-symmetry</source>
        <translation>以 sin(10x) 为激活函数，非反对称</translation>
    </message>
    <message>
        <source>The same from an ordinary start: what is rough at the start stays rough.</source>
        <translation>同样的设置，普通初始化：开始粗糙的，最后仍然粗糙。</translation>
    </message>
    <message>
        <source>A stronger high frequency is learned sooner</source>
        <translation>高频越强，学得越早</translation>
    </message>
    <message>
        <source>sin(x) + v sin(4x), where v is an amplitude: 1, 1.5, 2 and 3 in a race, started by Space. The stronger the fast wave, the sooner it is learned; the slow one does not care much. Look at the Spectrum history of each run. Function, threshold and initialisation are the author&apos;s; his network is wider, sees 1,000 points and has a quarter of the learning rate, and he takes 21 amplitudes; these are ours.</source>
        <translation>sin(x) + v sin(4x)，其中 v 是振幅：1、1.5、2、3 四个运行对比，按空格开始。快波越强，越早学会；慢波几乎不受影响。请看每个运行的频谱历史。函数、阈值和初始化是作者的；他的网络更宽，用 1,000 个点，学习率是这里的四分之一，并取 21 个振幅；这里的这些设置是我们选的。</translation>
    </message>
    <message>
        <source>frequency principle, sweep of the amplitude</source>
        <translation>频率原则，幅度扫描</translation>
    </message>
    <message>
        <source>The higher the frequency, the later it is learned</source>
        <translation>频率越高，学得越晚</translation>
    </message>
    <message>
        <source>A strong sin(x) and a weak sin(vx), with v = 3, 4 and 5 in a race: press Space. All runs learn sin(x) within some 120 steps; the weak wave takes longer with every v, for 5 three to eight times as long as for 3; with some seeds these 8,000 steps are not enough for 5. The Spectrum history tells the step at which each was learned; a relative error below 0.05 for ten steps counts. Function, threshold and initialisation are the author&apos;s; his network is wider, sees 1,000 points and has half the learning rate; these are ours.</source>
        <translation>强的 sin(x) 加弱的 sin(vx)，v = 3、4、5 对比：按空格。所有运行都在大约 120 步内学会 sin(x)；v 越大，弱波所需时间越长，v = 5 为 v = 3 的三到八倍；对有些种子，这 8,000 步对 v = 5 还不够。频谱历史给出各自学会的步数；以相对误差连续十步低于 0.05 为准。函数、阈值和初始化是作者的；他的网络更宽，用 1,000 个点，学习率减半；这里的这些设置是我们选的。</translation>
    </message>
    <message>
        <source>frequency principle, sweep of the frequency</source>
        <translation>频率原则，频率扫描</translation>
    </message>
    <message>
        <source>Noise: stop early</source>
        <translation>噪声：提前停止</translation>
    </message>
    <message>
        <source>early stopping</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>Aliasing: eight points see another frequency</source>
        <translation>混叠：八个点看到的是另一个频率</translation>
    </message>
    <message>
        <source>sin(2 pi x) + sin(6 pi x) on 8 points over two periods (v is 2 pi). The points cannot tell the high frequency from a lower one: half of v, where the target has nothing, stands in the spectrum, and that is what the network learns. With 50 points both peaks are where they belong. The training is ours.</source>
        <translation>sin(2 pi x) + sin(6 pi x) 在两个周期上取 8 个点（v 为 2 pi）。这些点分不清高频与某个更低的频率：频谱在 v 的一半处有值，而目标在那里什么也没有，网络学到的正是它。取 50 个点时，两个峰都在应在的位置。训练设置是我们的选择。</translation>
    </message>
    <message>
        <source>frequency principle, aliasing</source>
        <translation>频率原则，混叠</translation>
    </message>
    <message>
        <source>An image: outline first, details later</source>
        <translation>图像：先轮廓，后细节</translation>
    </message>
    <message>
        <source>A network learns the grey value of each pixel from its place (x, y), from every other column of a cat. Watch the outline come first, then the face, then eyes and whiskers: in the Spectrum history low frequencies turn dark before high ones. The columns between, which it never saw, are filled in; after a few thousand steps their error grows again. Choose another file for an image of your own. The author&apos;s image is larger and takes an hour; size, network and learning rate are ours.</source>
        <translation>网络从一只猫的隔列像素学习由位置 (x, y) 到灰度的函数。看轮廓先出现，然后是脸，再是眼睛和胡须：在“频谱历史”中低频先于高频变暗。中间从未见过的列被补全；几千步之后它们的误差又会增大。可另选文件使用自己的图像。作者的图像更大，需要一小时；大小、网络和学习率为我们所选。</translation>
    </message>
    <message>
        <source>frequency principle, two-dimensional image</source>
        <translation>频率原则，二维图像</translation>
    </message>
    <message>
        <source>The same image from a large initialisation</source>
        <translation>同一图像，大初始化</translation>
    </message>
    <message>
        <source>sin(vx) on 20 points</source>
        <translation>20 个点上的 sin(vx)</translation>
    </message>
    <message>
        <source>Section 1.4.5</source>
        <translation>1.4.5 节</translation>
    </message>
    <message>
        <source>sin(vx): four frequencies in a race</source>
        <translation>sin(vx)：四个频率的对比赛</translation>
    </message>
    <message>
        <source>Runge: more degrees, more error</source>
        <translation>龙格现象：次数越高，误差越大</translation>
    </message>
    <message>
        <source>1/(1 + 25 x^2) on 11 even points. The polynomial through all of them is 1.92 away from the target near the ends; with 21 points it is 59.8 away. On Chebyshev points (Placement) the error falls instead. The network of 20,501 parameters goes through the same points and stays near the target. The network&apos;s settings are ours.</source>
        <translation>1/(1 + 25 x^2)，11 个等距点。穿过全部点的多项式在两端附近偏离目标 1.92；取 21 个点时偏离 59.8。改用切比雪夫点（“放置”）误差反而下降。有 20,501 个参数的网络穿过同样的点，并且一直靠近目标。网络的设置是我们的选择。</translation>
    </message>
    <message>
        <source>Runge</source>
        <translation>龙格</translation>
    </message>
    <message>
        <source>Under- and over-fitting: the degree and the width</source>
        <translation>欠拟合与过拟合：次数与宽度</translation>
    </message>
    <message>
        <source>Fig. 1.1</source>
        <translation>图 1.1</translation>
    </message>
    <message>
        <source>Double descent</source>
        <translation>双下降</translation>
    </message>
    <message>
        <source>under- and overfitting</source>
        <translation>欠拟合与过拟合</translation>
    </message>
    <message>
        <source>The elephant of four parameters</source>
        <translation>四个参数的大象</translation>
    </message>
    <message>
        <source>With four complex parameters an elephant can be drawn, and with a fifth its trunk wiggles: press wiggle. Move the sliders of p1 to p4 and watch the outline. Then train: a network of 4,000 parameters learns the same outline that eight numbers draw, and a Fourier series of five terms draws it exactly. Press Draw and draw an outline of your own; both follow. The elephant is that of Mayer, Khairy and Howard; the network is ours.</source>
        <translation>四个复参数可以画出一头大象，第五个让象鼻摆动：按“摆动”。移动 p1 到 p4 的滑块看轮廓。然后训练：一个 4,000 参数的网络学习八个数画出的同一轮廓，五项傅里叶级数则精确画出它。按“绘制”画自己的轮廓；两者都会跟随。大象来自 Mayer、Khairy 和 Howard；网络为我们所选。</translation>
    </message>
    <message>
        <source>the elephant</source>
        <translation>大象</translation>
    </message>
    <message>
        <source>Five points, 753,001 parameters</source>
        <translation>五个点，753,001 个参数</translation>
    </message>
    <message>
        <source>Fig. 1.4</source>
        <translation>图 1.4</translation>
    </message>
    <message>
        <source>No free lunch</source>
        <translation>没有免费的午餐</translation>
    </message>
    <message>
        <source>Five points, and four functions that all go through them: straight pieces, a cubic spline, Gaussian bells, and the spline with a wave that vanishes at every point. Train, and read the network&apos;s error against each of them: it is about twice as large for one of them as for another, and nothing in the five points says which is right. Press Draw and draw what you hold for true, even after training. Points and functions are the author&apos;s; network and learning rate are ours.</source>
        <translation>五个点，四个函数都穿过它们：折线、三次样条、高斯钟形，以及加上在每个点处为零的波的样条。训练，然后读出网络相对每一个的误差：对其中一个的误差约为对另一个的两倍，而五个点无法说明哪个正确。按“绘制”画出你认为真实的函数，训练之后也可以。点和函数来自作者；网络和学习率为我们所选。</translation>
    </message>
    <message>
        <source>no free lunch</source>
        <translation>没有免费的午餐</translation>
    </message>
    <message>
        <source>Condensation: the neurons of a wide network agree</source>
        <translation>凝聚：宽网络的神经元趋于一致</translation>
    </message>
    <message>
        <source>A network of 1,000 ReLU neurons learns four points that two neurons can fit. With gamma = 1 (std 1/m) almost all amplitude gathers at the two orientations -0.322 and -2.820, whose kinks lie at 1/3 and -1/3, and the function is piecewise linear. Set gamma to 0.5 (critical) or 0.1 (linear regime): the neurons stay where they were drawn. Any gamma from 0.1 to 1.25 works: below, the first steps are too large and kill neurons; above, the network is still near zero at the end. Network, points and initialisation are the book&apos;s; the book takes plain gradient descent with a learning rate of 0.05, which a small gamma does not stand, so learning rate and Nesterov&apos;s momentum are ours.</source>
        <translation>有 1,000 个 ReLU 神经元的网络学习四个点，而两个神经元就能拟合它们。gamma = 1（标准差 1/m）时，几乎全部幅度聚集到 -0.322 和 -2.820 两个朝向，对应的折点在 1/3 和 -1/3，函数分段线性。把 gamma 设为 0.5（临界）或 0.1（线性区域）：神经元停留在初始位置。从 0.1 到 1.25 的任何 gamma 都行：再小，最初几步太大，会使神经元失活；再大，网络到结束时仍接近零。网络、点和初始化是书中的；书中用学习率 0.05 的普通梯度下降，gamma 小时会发散，所以学习率和 Nesterov 动量是我们的选择。</translation>
    </message>
    <message>
        <source>condensation, two-layer ReLU network</source>
        <translation>凝聚，两层 ReLU 网络</translation>
    </message>
    <message>
        <source>The phase diagram of two-layer networks</source>
        <translation>两层网络的相图</translation>
    </message>
    <message>
        <source>A thousand ReLU neurons, four points, and six initialisations from gamma = 0.5 to 1.75 in a race: press Space. The map shows where each run lies and colours it by RD, how far its weights moved: dark in the linear regime, where they hardly move, bright in the condensed one. Switch on Set by click and try other places. The boundary is that of Luo et al.; the points are those of the condensation preset, and the learning rate is ours.</source>
        <translation>一千个 ReLU 神经元，四个点，gamma 从 0.5 到 1.75 的六种初始化作为竞赛：按空格。图上显示每个运行的位置，并按 RD（权重移动多远）着色：线性态中权重几乎不动，颜色深；凝聚态颜色亮。打开“点击设置”试其他位置。边界来自 Luo 等人；点来自凝聚预设，学习率为我们所选。</translation>
    </message>
    <message>
        <source>condensation, phase diagram</source>
        <translation>凝聚，相图</translation>
    </message>
    <message>
        <source>Condensation at the very beginning</source>
        <translation>最初的凝聚</translation>
    </message>
    <message>
        <source>initial condensation</source>
        <translation>初始凝聚</translation>
    </message>
    <message>
        <source>Directions come one after the other</source>
        <translation>方向一个接一个出现</translation>
    </message>
    <message>
        <source>A target of four kinks, a hundred ReLU neurons, weights near 1e-4 and plain gradient descent. The loss falls in stairs: on each step of the stairs the neurons lie on few directions, and the next fall brings another one. Switch on the trails in the Neurons view, and log x in the Loss view. Target, width, initialisation and learning rate are the book&apos;s; the number of points is ours.</source>
        <translation>目标有四个折点，一百个 ReLU 神经元，权重约 1e-4，普通梯度下降。损失呈阶梯下降：每级阶梯上神经元只在少数方向上，下一次下降带来新的方向。在“神经元”视图打开轨迹，在“损失”视图打开对数 x 轴。目标、宽度、初始化和学习率来自书中；点数为我们所选。</translation>
    </message>
    <message>
        <source>condensation, growth of directions</source>
        <translation>凝聚，方向的增长</translation>
    </message>
    <message>
        <source>Dropout makes neurons agree</source>
        <translation>Dropout 使神经元趋于一致</translation>
    </message>
    <message>
        <source>dropout and condensation</source>
        <translation>dropout 与凝聚</translation>
    </message>
    <message>
        <source>A wide network that begins as a narrow one</source>
        <translation>以窄网络开始的宽网络</translation>
    </message>
    <message>
        <source>One tanh neuron is split into ten equal parts that share its output: the function is the same, and with full batches the ten stay equal. So the wide network does no better than the narrow one, which cannot get below a loss of 0.24, although it could. The second run of the race has parts that differ by a thousandth: it stands at the same plateau and then leaves it, and a second direction appears among the neurons. Set widths and Split to 1 for the narrow network itself. The principle is that of the book; target and learning rate are ours.</source>
        <translation>一个 tanh 神经元分裂为十个相等的部分，共享其输出：函数相同，全批量训练时十个始终相等。因此宽网络并不比窄网络好，窄网络的损失降不到 0.24 以下，尽管宽网络本可以。竞赛中的第二个运行各部分相差千分之一：它停在同一平台，随后离开，神经元中出现第二个方向。把宽度和“分裂为”设为 1 即为窄网络本身。原理来自书中；目标和学习率为我们所选。</translation>
    </message>
    <message>
        <source>embedding principle, neuron splitting</source>
        <translation>嵌入原则，神经元分裂</translation>
    </message>
    <message>
        <source>The way through the loss landscape</source>
        <translation>穿过损失地形的路径</translation>
    </message>
    <message>
        <source>The training loss on the plane of the two directions along which the run has moved most, with its way on it. It does not go straight down: it bends into a valley and then follows its floor. Choose random directions, each neuron&apos;s as long as its own weights, and the picture shows how flat the place is where the run is; then the way is only the shadow of it. Change batch size, learning rate or initialisation and look again. The settings are ours.</source>
        <translation>训练损失在运行移动最多的两个方向所成平面上的图，路径画在其上。它不是直线下降：先弯入谷中，再沿谷底前行。改选随机方向（每个神经元的方向与其权重等长），图就显示运行所在处有多平坦；这时路径只是它的投影。改变批大小、学习率或初始化再看。设置为我们所选。</translation>
    </message>
    <message>
        <source>loss landscape</source>
        <translation>损失地形</translation>
    </message>
    <message>
        <source>The same functions, fewer points</source>
        <translation>同样的函数，更少的点</translation>
    </message>
    <message>
        <source>A linear model and one whose last coefficient is a product of two parameters hold the same functions. The truth, 1 + x, does not depend on the second input. From two points the factored model finds it and the linear one does not; with three points both do, with one neither. Press Space for the race, and change the number of points. Settings are those of the author&apos;s handbook.</source>
        <translation>线性模型与最后一个系数为两参数乘积的模型包含同样的函数。真实函数 1 + x 与第二个输入无关。两个点时因子化模型能找到它，线性模型不能；三个点时两者都能，一个点时都不能。按空格开始竞赛，再改变点数。设置来自作者的实验手册。</translation>
    </message>
    <message>
        <source>optimistic estimate, linear and factored model</source>
        <translation>乐观估计，线性与因子化模型</translation>
    </message>
    <message>
        <source>How many elements make a matrix</source>
        <translation>多少元素决定一个矩阵</translation>
    </message>
    <message>
        <source>A matrix of rank 1 is to be completed by a product A B of two full 4 x 4 matrices, 32 parameters, from 5, 6, 7 or 8 known elements; press Space for the race. With six the rest is wrong; from seven on, which is what a matrix of rank 1 has degrees of freedom, it is right to four digits, though the model could fit any matrix. Choose rank 2 (12 elements) or 3 (15). The matrices, their order and the training are the author&apos;s.</source>
        <translation>用两个完整 4 x 4 矩阵的乘积 A B（32 个参数），从 5、6、7 或 8 个已知元素补全一个秩 1 矩阵；按空格开始竞赛。六个时其余是错的；从七个开始，即秩 1 矩阵的自由度数，补全准确到四位，尽管模型能拟合任何矩阵。可选秩 2（12 个元素）或 3（15 个）。矩阵、顺序和训练来自作者。</translation>
    </message>
    <message>
        <source>optimistic estimate, matrix completion</source>
        <translation>乐观估计，矩阵补全</translation>
    </message>
    <message>
        <source>An architecture that fits the problem</source>
        <translation>契合问题的架构</translation>
    </message>
    <message>
        <source>relevance of the architecture</source>
        <translation>架构的相关性</translation>
    </message>
    <message>
        <source>A prior that fits, and one that does not: steps</source>
        <translation>合适的先验与不合适的先验：台阶</translation>
    </message>
    <message>
        <source>A signal of steps under noise, restored from the same points by total variation and by a network without any explicit prior. Total variation keeps the steps; choose the squared gradient as the prior, and they are smeared; put sin(4x) in place of the steps, and it is the other way round. The weight of the prior is on a slider. Train the network and watch when it begins to follow the noise. The settings are ours.</source>
        <translation>噪声中的台阶信号，从同样的点分别由全变差和没有显式先验的网络恢复。全变差保留台阶；改选梯度平方作先验，台阶就被抹平；把台阶换成 sin(4x)，则正好相反。先验的权重在滑块上。训练网络，看它何时开始跟随噪声。设置为我们所选。</translation>
    </message>
    <message>
        <source>explicit and implicit priors</source>
        <translation>显式与隐式先验</translation>
    </message>
    <message>
        <source>A damaged image, restored</source>
        <translation>受损图像的恢复</translation>
    </message>
    <message>
        <source>A third of the pixels of a cat, with noise. The last picture is what total variation makes of them: flat areas and sharp edges, no fur. The network has no explicit prior; it fills in what its architecture and training prefer, smooth first. Choose the squared gradient, or a hole instead of random pixels: no prior knows what is in the hole. The settings are ours.</source>
        <translation>一只猫三分之一的像素，带噪声。最后一幅是全变差的结果：平坦的区域和清晰的边缘，没有毛。网络没有显式先验；它按其架构和训练的偏好补全，先平滑。改选梯度平方，或把随机像素换成一个洞：没有先验知道洞里是什么。设置为我们所选。</translation>
    </message>
    <message>
        <source>Sunspots since 1700</source>
        <translation>1700 年以来的太阳黑子</translation>
    </message>
    <message>
        <source>Yearly sunspot numbers, a real series with a peak in its spectrum at about 11 years. Settings are ours.</source>
        <translation>年度太阳黑子数，频谱在周期约 11 年处有峰的真实序列。设置由我们选定。</translation>
    </message>
    <message>
        <source>CO2 on Mauna Loa</source>
        <translation>莫纳罗亚的 CO2</translation>
    </message>
    <message>
        <source>Weekly carbon dioxide, 1958 to 2001: a slow rise with a yearly cycle. The network learns the rise first, the year later. Settings are ours.</source>
        <translation>1958 至 2001 年每周的二氧化碳浓度：缓慢上升并带有年周期。网络先学会上升趋势，后学会年周期。设置由我们选定。</translation>
    </message>
    <message>
        <source>Random labels, on a subset</source>
        <translation>随机标签，子集</translation>
    </message>
    <message>
        <source>Section 1.3, figure 1.3</source>
        <translation>1.3 节，图 1.3</translation>
    </message>
    <message>
        <source>Batch size, on a subset</source>
        <translation>批大小，子集</translation>
    </message>
    <message>
        <source>On 2,000 images and with ResNet-18 x 1/4: Space races batches of 8, 64 and 1,024 images over equal epochs. The smaller the batch, the more steps an epoch has and the higher the training accuracy at the end; a batch of 1,024 has done 24 steps then, too few to leave chance. The diamonds are the book&apos;s, on all 50,000 images with the whole network. Draw the curves against steps, seconds or the training loss, and most of the difference is one of speed. Settings are ours.</source>
        <translation>2,000 张图像，ResNet-18 x 1/4：按空格键开始对比赛，批大小为 8、64 和 1,024，轮数相同。批越小，每轮的步数越多，最后的训练准确率越高；此时批量 1,024 只走了 24 步，还不足以摆脱随机猜测。菱形是本书的结果，使用全部 50,000 张图像和完整的网络。把曲线的横轴改为步数、秒或训练损失，就会看到大部分差别只是快慢之别。设置为我们所选。</translation>
    </message>
    <message>
        <source>Section 1.4.1, figure 1.5</source>
        <translation>1.4.1 节，图 1.5</translation>
    </message>
    <message>
        <source>Dropout, on a subset</source>
        <translation>Dropout，子集</translation>
    </message>
    <message>
        <source>On 2,000 images and with a two-layer CNN x 1/2: Space races dropout of 0, 0.3 and 0.5 behind each activation. Without it the network comes to know its training images by heart; with one half the distance between training and test accuracy is small. The book&apos;s own values, 0.001, 0.01 and 0.1, are so small that its three curves coincide: the diamonds. Settings are ours.</source>
        <translation>2,000 张图像，两层 CNN x 1/2：按空格键开始对比赛，各激活函数之后的 dropout 为 0、0.3 和 0.5。没有 dropout 时，网络把训练图像全部记住；取二分之一时，训练准确率与测试准确率相差很小。本书所用的值 0.001、0.01 和 0.1 太小，三条曲线重合：见菱形。设置为我们所选。</translation>
    </message>
    <message>
        <source>Section 1.4.2, figure 1.6</source>
        <translation>1.4.2 节，图 1.6</translation>
    </message>
    <message>
        <source>Architecture, on a subset</source>
        <translation>网络结构，子集</translation>
    </message>
    <message>
        <source>On 2,000 images: Space races a two-layer CNN, ResNet-18 and VGG11, each with an eighth of its channels. At equal epochs the deep networks with batch norm come to know the training images long before the shallow one. The diamonds are the book&apos;s, on all 50,000 images with the whole networks. Settings are ours.</source>
        <translation>2,000 张图像：按空格键开始对比赛，两层 CNN、ResNet-18 和 VGG11，通道数各取八分之一。轮数相同时，带批归一化的深层网络远早于浅层网络记住训练图像。菱形是本书的结果，使用全部 50,000 张图像和完整的网络。设置为我们所选。</translation>
    </message>
    <message>
        <source>Section 1.4.3, figure 1.7</source>
        <translation>1.4.3 节，图 1.7</translation>
    </message>
    <message>
        <source>Optimizer, on a subset</source>
        <translation>优化器，子集</translation>
    </message>
    <message>
        <source>On 2,000 images and with ResNet-18 x 1/4: Space races Adam, SGD and Rprop with one learning rate. Adam comes to know the training images first; Rprop, which looks at the signs of gradients and is made for full batches, learns least. The diamonds are the book&apos;s, on all 50,000 images with the whole network. Settings are ours.</source>
        <translation>2,000 张图像，ResNet-18 x 1/4：按空格键开始对比赛，Adam、SGD 和 Rprop 使用同一学习率。Adam 最先记住训练图像；Rprop 只看梯度的符号，适用于全批量，学到的最少。菱形是本书的结果，使用全部 50,000 张图像和完整的网络。设置为我们所选。</translation>
    </message>
    <message>
        <source>Section 1.4.4, figure 1.8</source>
        <translation>1.4.4 节，图 1.8</translation>
    </message>
    <message>
        <source>Random labels, all of CIFAR-10</source>
        <translation>随机标签，完整 CIFAR-10</translation>
    </message>
    <message>
        <source>Table 1 of Zhang et al. 2017, whose first five rows are figure 1.3: true and random labels on all 50,000 images, cropped and whitened as there, momentum 0.9, and a learning rate that falls by a twentieth in each epoch. Choose Small Inception (with a rate of 0.1), Small AlexNet or an MLP (0.01) under Architecture: each run fills its row of the table. Set Crop to random or a weight decay for the other rows. Batch size and number of epochs are not given there and are ours. It needs the data set, which the File menu downloads on request, and a GPU.</source>
        <translation>Zhang 等人 2017 年的表 1，其前五行即图 1.3：全部 50,000 张图像的真实标签与随机标签，裁剪和白化与原文相同，动量 0.9，学习率每轮降低二十分之一。在“架构”中选择小型 Inception（学习率 0.1）、小型 AlexNet 或 MLP（0.01）：每个运行填入表中属于它的一行。把裁剪设为随机，或设置权重衰减，对应其余各行。批大小和轮数原文没有给出，是我们选的。需要数据集（可从“文件”菜单下载）和 GPU。</translation>
    </message>
    <message>
        <source>Batch size, all of CIFAR-10</source>
        <translation>批大小，完整 CIFAR-10</translation>
    </message>
    <message>
        <source>Figure 1.5 as the book has it: ResNet-18 on all 50,000 images, 100 epochs, batches of 8, 64 and 1,024. It needs the data set, which the File menu downloads on request, and a GPU: on a laptop it takes hours. The book gives no learning rate: settings are ours.</source>
        <translation>与本书图 1.5 相同：ResNet-18，全部 50,000 张图像，100 轮，批大小为 8、64 和 1,024。需要 GPU 和数据集，后者可按需从“文件”菜单下载；在笔记本电脑上需要数小时。书中没有给出学习率：设置为我们所选。</translation>
    </message>
    <message>
        <source>Dropout, all of CIFAR-10</source>
        <translation>Dropout，完整 CIFAR-10</translation>
    </message>
    <message>
        <source>Figure 1.6 as the book has it: VGG16 without batch norm on all 50,000 images, 500 epochs, dropout of 0.001, 0.01 and 0.1: the curves coincide. It needs the data set, which the File menu downloads on request, and a GPU: on a laptop it takes hours. The book gives no learning rate and no initialisation: settings are ours. Batch norm can be switched on.</source>
        <translation>书中的图 1.6：不带批归一化的 VGG16，全部 50,000 张图像，500 轮，dropout 为 0.001、0.01 和 0.1：曲线重合。需要数据集（可从“文件”菜单下载）和 GPU：在笔记本电脑上要几个小时。书中没有给出学习率和初始化：设置是我们选的。批归一化可以打开。</translation>
    </message>
    <message>
        <source>Architecture, all of CIFAR-10</source>
        <translation>网络结构，完整 CIFAR-10</translation>
    </message>
    <message>
        <source>Figure 1.7 as the book has it: a two-layer CNN, ResNet-18 and VGG11 on all 50,000 images, 100 epochs. It needs the data set, which the File menu downloads on request, and a GPU: on a laptop it takes hours. The book gives no learning rate: settings are ours.</source>
        <translation>与本书图 1.7 相同：两层 CNN、ResNet-18 和 VGG11，全部 50,000 张图像，100 轮。需要 GPU 和数据集，后者可按需从“文件”菜单下载；在笔记本电脑上需要数小时。书中没有给出学习率：设置为我们所选。</translation>
    </message>
    <message>
        <source>Optimizer, all of CIFAR-10</source>
        <translation>优化器，完整 CIFAR-10</translation>
    </message>
    <message>
        <source>Figure 1.8 as the book has it: ResNet-18 on all 50,000 images, 100 epochs, Adam, SGD and Rprop. It needs the data set, which the File menu downloads on request, and a GPU: on a laptop it takes hours. The book gives no learning rate: settings are ours.</source>
        <translation>与本书图 1.8 相同：ResNet-18，全部 50,000 张图像，100 轮，Adam、SGD 和 Rprop。需要 GPU 和数据集，后者可按需从“文件”菜单下载；在笔记本电脑上需要数小时。书中没有给出学习率：设置为我们所选。</translation>
    </message>
    <message>
        <source>Three sines, one network: ask which of them it learns first.</source>
        <translation>三个正弦，一个网络：问网络先学会哪一个。</translation>
    </message>
    <message>
        <source>There is no preset “{name}”. Known are: {known}.</source>
        <translation>没有名为“{name}”的预设。已有预设：{known}。</translation>
    </message>
    <message>
        <source>The checkpoint belongs to another architecture.</source>
        <translation>该检查点属于另一种网络结构。</translation>
    </message>
    <message>
        <source>The checkpoint is damaged.</source>
        <translation>检查点已损坏。</translation>
    </message>
    <message>
        <source>“{path}” cannot be downloaded. Available are: {known}.</source>
        <translation>“{path}”不是可下载的数据集。可下载的有：{known}。</translation>
    </message>
    <message>
        <source>The download broke off at {have} of {size} MB. What came so far is kept; try again to go on.</source>
        <translation>下载中断，已得到 {size} MB 中的 {have} MB。已下载的部分会保留；重试即可继续。</translation>
    </message>
    <message>
        <source>What was downloaded is not the file that was expected: its checksum is another. It was deleted; try again.</source>
        <translation>下载的文件不是预期的文件：校验和不符。文件已删除，请重试。</translation>
    </message>
    <message>
        <source>The download failed: {reason}. What came so far is kept; try again to go on.</source>
        <translation>下载失败：{reason}。已下载的部分会保留；重试即可继续。</translation>
    </message>
    <message>
        <source>CIFAR-10 is not complete here: it needs data_batch_1 ... and test_batch.</source>
        <translation>此处的 CIFAR-10 不完整：需要 data_batch_1 ... 和 test_batch。</translation>
    </message>
    <message>
        <source>“{name}” has {size:,} bytes, which is no whole number of CIFAR-10&apos;s records of {record:,}. It is cut off or of another kind.</source>
        <translation>“{name}”有 {size:,} 字节，不是 CIFAR-10 每条记录 {record:,} 字节的整数倍。文件不完整，或是其他类型。</translation>
    </message>
    <message>
        <source>“{name}” has no images of CIFAR-10 in it.</source>
        <translation>“{name}”中没有 CIFAR-10 的图像。</translation>
    </message>
    <message>
        <source>“{name}” does not have one label for each image.</source>
        <translation>“{name}”中的标签与图像不是一一对应的。</translation>
    </message>
    <message>
        <source>“{name}” has labels that are no numbers.</source>
        <translation>“{name}”中有不是数字的标签。</translation>
    </message>
    <message>
        <source>“{name}” has the label {label} at image {image}; CIFAR-10 has 0 to 9.</source>
        <translation>“{name}”中图像 {image} 的标签为 {label}；CIFAR-10 的标签为 0 到 9。</translation>
    </message>
    <message>
        <source>There is no CIFAR-10 here, and there are no images in folders, one for each class.</source>
        <translation>此处没有 CIFAR-10，也没有按类别分文件夹存放的图像。</translation>
    </message>
    <message>
        <source>None of the {count} images can be read.</source>
        <translation>{count} 张图像全部无法读取。</translation>
    </message>
    <message>
        <source>{count} files cannot be read and are left out: {names}.</source>
        <translation>{count} 个文件无法读取，已略去：{names}。</translation>
    </message>
    <message>
        <source>Every {n}th image of a class is taken for the test.</source>
        <translation>每个类别中，每 {n} 张图像取一张用于测试。</translation>
    </message>
    <message>
        <source>Only {count} of 5 training batches are here.</source>
        <translation>此处只有 5 个训练批文件中的 {count} 个。</translation>
    </message>
    <message>
        <source>CIFAR-10 is not on this computer yet. Download it with File › Download CIFAR-10, or choose your own copy under Images.</source>
        <translation>这台电脑上还没有 CIFAR-10。请用“文件 › 下载 CIFAR-10”下载，或在“图像”中选择自己的副本。</translation>
    </message>
    <message>
        <source>“{name}” is too large: more than {most} MB.</source>
        <translation>“{name}”太大：超过 {most} MB。</translation>
    </message>
    <message>
        <source>The archive has a file “{name}”, which leads out of it. It is not read.</source>
        <translation>压缩包中的文件“{name}”指向压缩包之外。未予读取。</translation>
    </message>
    <message>
        <source>This folder has too many files to be a collection.</source>
        <translation>此文件夹中的文件太多，不像是图像集。</translation>
    </message>
    <message>
        <source>the archive is cut off</source>
        <translation>压缩包不完整</translation>
    </message>
    <message>
        <source>“{path}” does not exist.</source>
        <translation>“{path}”不存在。</translation>
    </message>
    <message>
        <source>the archive is damaged ({why})</source>
        <translation>压缩包已损坏（{why}）</translation>
    </message>
    <message>
        <source>it is packed in an unknown way</source>
        <translation>压缩方式未知</translation>
    </message>
    <message>
        <source>“{path}” is neither a folder nor a zip or tar archive.</source>
        <translation>“{path}”既不是文件夹，也不是 zip 或 tar 压缩包。</translation>
    </message>
    <message>
        <source>The file refers to “{name}”, which no data set needs and which could run a program. It is not read.</source>
        <translation>文件要求载入“{name}”，数据集中不应有它：它可能会运行程序。未予读取。</translation>
    </message>
    <message>
        <source>“{name}” is not a readable batch of CIFAR-10.</source>
        <translation>“{name}”不是 CIFAR-10 的批文件：无法解析。</translation>
    </message>
    <message>
        <source>total variation, weight {weight}</source>
        <translation>全变差，权重 {weight}</translation>
    </message>
    <message>
        <source>squared gradient, weight {weight}</source>
        <translation>梯度平方，权重 {weight}</translation>
    </message>
    <message>
        <source>Points that lie above each other cannot be interpolated: least squares instead.</source>
        <translation>横坐标相同的点不能插值：改用最小二乘。</translation>
    </message>
    <message>
        <source>degree</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>width (median of {count} draws)</source>
        <translation>宽度（{count} 次抽取的中位数）</translation>
    </message>
    <message>
        <source>So many points cannot be interpolated: least squares instead.</source>
        <translation>点太多，不能插值：改用最小二乘。</translation>
    </message>
    <message>
        <source>polynomial of degree {degree}</source>
        <translation>{degree} 次多项式</translation>
    </message>
    <message>
        <source>polynomial of degree {degree} through all points</source>
        <translation>穿过所有点的 {degree} 次多项式</translation>
    </message>
    <message>
        <source>A spline needs 2 to {count} points with different x.</source>
        <translation>样条需要 2 到 {count} 个横坐标不同的点。</translation>
    </message>
    <message>
        <source>Random features take at most {count} points.</source>
        <translation>随机特征最多接受 {count} 个点。</translation>
    </message>
    <message>
        <source>{width} random features</source>
        <translation>{width} 个随机特征</translation>
    </message>
    <message>
        <source>Fourier series of {terms} terms, {numbers} numbers</source>
        <translation>{terms} 项傅里叶级数，{numbers} 个数</translation>
    </message>
    <message>
        <source>Degree {degree} is more than {count} points can fix: of all polynomials with the least error, the one with the smallest coefficients is drawn.</source>
        <translation>次数 {degree} 超过了 {count} 个点所能确定的：画的是误差最小的多项式中系数最小的一个。</translation>
    </message>
    <message>
        <source>Points that lie above each other are joined to their mean.</source>
        <translation>横坐标相同的点取其平均。</translation>
    </message>
    <message>
        <source>{count} points fix {terms} terms at most.</source>
        <translation>{count} 个点最多确定 {terms} 项。</translation>
    </message>
    <message>
        <source>test beyond</source>
        <translation>测试（范围外）</translation>
    </message>
    <message>
        <source>test within</source>
        <translation>测试（范围内）</translation>
    </message>
    <message>
        <source>test within and beyond</source>
        <translation>测试（范围内外）</translation>
    </message>
    <message>
        <source>x</source>
        <translation>x</translation>
    </message>
    <message>
        <source>y</source>
        <translation>y</translation>
    </message>
    <message>
        <source>All rows have the same x. Choose another x column.</source>
        <translation>所有行的 x 都相同。请选择另一列作为 x。</translation>
    </message>
    <message>
        <source>{rows} rows.</source>
        <translation>共 {rows} 行。</translation>
    </message>
    <message>
        <source>{column}</source>
        <translation>{column}</translation>
    </message>
    <message>
        <source>{count} rows without a value were left out.</source>
        <translation>已略去 {count} 行缺失值。</translation>
    </message>
    <message>
        <source>{columns} x {rows} pixels, in grey.</source>
        <translation>{columns} x {rows} 像素，灰度。</translation>
    </message>
    <message>
        <source>“{path}” is too large: more than {most} million pixels.</source>
        <translation>“{path}”太大：超过 {most} 百万像素。</translation>
    </message>
    <message>
        <source>“{path}” is not an image that can be read.</source>
        <translation>“{path}”不是可读取的图像。</translation>
    </message>
    <message>
        <source>{needed} elements determine a matrix of rank {rank}.</source>
        <translation>{needed} 个元素决定秩 {rank} 的矩阵。</translation>
    </message>
    <message>
        <source>All points of the outline are the same. Draw one that encloses something.</source>
        <translation>轮廓的所有点都相同。请画一个围住一块区域的轮廓。</translation>
    </message>
    <message>
        <source>CPU, {threads} threads</source>
        <translation>CPU，{threads} 线程</translation>
    </message>
    <message>
        <source>This computer has no usable {device} device. Choose the device “automatic” or “CPU”.</source>
        <translation>这台电脑没有可用的 {device} 设备。请将设备设为“自动”或“CPU”。</translation>
    </message>
    <message>
        <source>CUDA ({name})</source>
        <translation>CUDA（{name}）</translation>
    </message>
    <message>
        <source>MPS</source>
        <translation>MPS</translation>
    </message>
    <message>
        <source>CPU, 1 thread</source>
        <translation>CPU，1 线程</translation>
    </message>
    <message>
        <source>No run of the race can go on. {last}</source>
        <translation>对比赛中没有运行可以继续。{last}</translation>
    </message>
    <message>
        <source>A race has at most {count} values.</source>
        <translation>对比赛最多有 {count} 个取值。</translation>
    </message>
    <message>
        <source>The value “{value}” is given twice.</source>
        <translation>“{value}”出现了两次。</translation>
    </message>
    <message>
        <source>Diverged at step {step}: the loss became {loss:.3g}. The last good state, of step {good}, is kept. A smaller learning rate or initialisation helps.</source>
        <translation>第 {step} 步发散：损失变为 {loss:.3g}。已保留第 {good} 步的最后一个正常状态。请减小学习率或初始化。</translation>
    </message>
    <message>
        <source>Stopped at step {step}.</source>
        <translation>已在第 {step} 步停止。</translation>
    </message>
    <message>
        <source>The formula is empty. Type one, for example sin(v x).</source>
        <translation>公式为空。请输入公式，例如 sin(v x)。</translation>
    </message>
    <message>
        <source>The formula is longer than {limit} characters.</source>
        <translation>公式超过 {limit} 个字符。</translation>
    </message>
    <message>
        <source>Only numbers, x, v, pi, e, + - * / % ^, comparisons and functions such as sin may be used in a formula.</source>
        <translation>公式中只能使用数字、x、v、pi、e、+ - * / % ^、比较运算以及 sin 等函数。</translation>
    </message>
    <message>
        <source>Only numbers may be used in a formula, no texts.</source>
        <translation>公式中只能使用数字，不能使用文本。</translation>
    </message>
    <message>
        <source>Write a double comparison as a product: (0 &lt; x) * (x &lt; 1).</source>
        <translation>请将连续比较写成乘积：(0 &lt; x) * (x &lt; 1)。</translation>
    </message>
    <message>
        <source>Write functions as sin(x), with their arguments in brackets.</source>
        <translation>请将函数写成 sin(x) 的形式，自变量放在括号内。</translation>
    </message>
    <message>
        <source>“{name}” is not known. Use x, v, pi, e and {functions}.</source>
        <translation>无法识别“{name}”。可以使用 x、v、pi、e 和 {functions}。</translation>
    </message>
    <message>
        <source>The formula does not give one value for each x.</source>
        <translation>公式没有对每个 x 给出一个值。</translation>
    </message>
    <message>
        <source>{name} takes {count} argument(s) in its brackets.</source>
        <translation>{name} 的括号内需要 {count} 个自变量。</translation>
    </message>
    <message>
        <source>“{formula}” is not a complete formula. Check the brackets and operators; an example is sin(v x) + 0.5 cos(3x).</source>
        <translation>“{formula}”不是完整的公式。请检查括号和运算符；例如 sin(v x) + 0.5 cos(3x)。</translation>
    </message>
    <message>
        <source>“{formula}” cannot be computed. Check that each function has its arguments: sin(x), max(x, 0).</source>
        <translation>“{formula}”无法计算。请检查每个函数的自变量是否齐全：sin(x)、max(x, 0)。</translation>
    </message>
    <message>
        <source>There is no checkpoint up to step {step}.</source>
        <translation>在第 {step} 步之前没有检查点。</translation>
    </message>
    <message>
        <source>There is not enough memory for this. Make the network smaller.</source>
        <translation>内存不足。请减小网络。</translation>
    </message>
    <message>
        <source>The engine failed: {reason}</source>
        <translation>训练引擎出错：{reason}</translation>
    </message>
    <message>
        <source>The session cannot be recorded: {reason}. Training goes on, and what was recorded waits in memory.</source>
        <translation>无法记录本次会话：{reason}。训练继续进行，尚未写入的内容保留在内存中。</translation>
    </message>
    <message>
        <source>The interval must end to the right of where it begins.</source>
        <translation>区间的终点必须在起点右侧。</translation>
    </message>
    <message>
        <source>The loss falls, stays for more than a thousand steps at about 0.48, the energy of sin 5x, and falls again: the low frequency is learned first, the high one much later. On the plateau the network is close to sin x. The author takes 600 points; with 100, which are ours so that it takes seconds, the frequencies are learned at about the same steps, 750 to 1,100 and 4,100 to 4,800.</source>
        <translation>损失先下降，在约 0.48（sin 5x 的能量）处停留一千多步，然后再下降：低频先被学会，高频晚得多。在平台上网络接近 sin x。作者用 600 个点；这里用 100 个点，是我们的选择，只需数秒，各频率学会的步数大致相同，为 750 至 1,100 步和 4,100 至 4,800 步。</translation>
    </message>
    <message>
        <source>The target jumps, so its spectrum falls off slowly. The lowest peak is learned first, then those above it, one after the other. The author takes 600 points and a learning rate of 0.0001; 150 points and three times that are ours, so that it takes seconds.</source>
        <translation>目标有跳跃，所以频谱衰减缓慢。最低的峰先被学会，然后是更高的峰，一个接一个。作者用 600 个点和 0.0001 的学习率；这里的 150 个点和三倍的学习率是我们的选择，只需数秒。</translation>
    </message>
    <message>
        <source>{value}</source>
        <translation>{value}</translation>
    </message>
    <message>
        <source>{setting} {old} → {new}</source>
        <translation>{setting} {old} → {new}</translation>
    </message>
    <message>
        <source>{count} entries</source>
        <translation>{count} 项</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>“{path}” is not a Fanhua project.</source>
        <translation>“{path}”不是 Fanhua 项目。</translation>
    </message>
    <message>
        <source>“{path}” was made by a newer Fanhua (format {version}, this one reads {known}). Update Fanhua to open it.</source>
        <translation>“{path}”由更新版本的 Fanhua 创建（格式 {version}，本版本可读取 {known}）。请更新 Fanhua 后再打开。</translation>
    </message>
    <message>
        <source>“{path}” has tables that no Fanhua project has.</source>
        <translation>“{path}”中含有 Fanhua 项目不应有的表。</translation>
    </message>
    <message>
        <source>There is no column “{name}”. The file has {columns}.</source>
        <translation>没有名为“{name}”的列。文件中有：{columns}。</translation>
    </message>
    <message>
        <source>The file has one column only; x and y need two, separated by comma, semicolon, tab or space.</source>
        <translation>文件只有一列；x 和 y 需要两列，以逗号、分号、制表符或空格分隔。</translation>
    </message>
    <message>
        <source>The file has a header and no rows of numbers below it.</source>
        <translation>文件只有表头，其下没有数据行。</translation>
    </message>
    <message>
        <source>The file is not a text table but binary. Export it as CSV first.</source>
        <translation>文件是二进制格式，不是文本数据表。请先导出为 CSV。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件为空。</translation>
    </message>
    <message>
        <source>The file has more than {limit} rows.</source>
        <translation>文件超过 {limit} 行。</translation>
    </message>
    <message>
        <source>Fewer than two rows have a number for both x and y.</source>
        <translation>x 和 y 都有数值的行不足两行。</translation>
    </message>
    <message>
        <source>Some of its data are damaged.</source>
        <translation>其中部分数据已损坏。</translation>
    </message>
    <message>
        <source>“{path}” is damaged and cannot be opened.</source>
        <translation>“{path}”已损坏，无法打开。</translation>
    </message>
    <message>
        <source>“{path}” cannot be read: {reason}.</source>
        <translation>无法读取“{path}”：{reason}。</translation>
    </message>
    <message>
        <source>The file is not a readable table: {reason}.</source>
        <translation>文件不是可读取的数据表：{reason}。</translation>
    </message>
    <message>
        <source>it cannot be opened</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <source>{path}: {problem}</source>
        <translation>{path}：{problem}</translation>
    </message>
    <message>
        <source>“{source}” is neither a preset ({known}) nor a file that ends in .json.</source>
        <translation>“{source}”既不是预设（{known}），也不是 .json 文件。</translation>
    </message>
    <message>
        <source>“{assignment}” is not of the form dotted.key=value, for example trainer.learning_rate=0.001.</source>
        <translation>“{assignment}”不是 dotted.key=value 的形式，例如 trainer.learning_rate=0.001。</translation>
    </message>
    <message>
        <source>There is no group of settings “{path}”.</source>
        <translation>没有名为“{path}”的设置组。</translation>
    </message>
    <message>
        <source>{source}: {lines}</source>
        <translation>{source}：{lines}</translation>
    </message>
    <message>
        <source>“{source}” is too large for an experiment.</source>
        <translation>“{source}”太大，不像是实验文件。</translation>
    </message>
    <message>
        <source>“{source}” cannot be read: {reason}.</source>
        <translation>无法读取“{source}”：{reason}。</translation>
    </message>
    <message>
        <source>“{source}” is not JSON: {reason}.</source>
        <translation>“{source}”不是 JSON 文件：{reason}。</translation>
    </message>
    <message>
        <source>{first}
  {rest}</source>
        <translation>{first}
  {rest}</translation>
    </message>
    <message>
        <source>“{path}” cannot be written: {reason}.</source>
        <translation>无法写入“{path}”：{reason}。</translation>
    </message>
    <message>
        <source>The formula gives no usable value at x = {x:.4g} ({y:g}). Change it, or the interval and its margin.</source>
        <translation>公式在 x = {x:.4g} 处没有可用的值（{y:g}）。请修改公式，或修改区间及其外延。</translation>
    </message>
    <message>
        <source>“{cell}” in row {row} is neither a number nor a date like 2024-01-31.</source>
        <translation>第 {row} 行的“{cell}”既不是数字，也不是 2024-01-31 这样的日期。</translation>
    </message>
    <message>
        <source>Row {row} does not have as many columns as the first: {found}, not {expected}.</source>
        <translation>第 {row} 行的列数与第一行不同：有 {found} 列，应为 {expected} 列。</translation>
    </message>
    <message>
        <source>“{cell}” in row {row} is not a date like 2024-01-31.</source>
        <translation>第 {row} 行的“{cell}”不是 2024-01-31 这样的日期。</translation>
    </message>
    <message>
        <source>There is no display for a window. Without one: fanhua run PRESET.</source>
        <translation>没有可用于显示窗口的屏幕。无屏幕时请用：fanhua run PRESET。</translation>
    </message>
    <message>
        <source>“{argument}” is neither a command nor a file. Commands: {commands}.</source>
        <translation>“{argument}”既不是命令，也不是文件。命令有：{commands}。</translation>
    </message>
    <message>
        <source>Damaged and left out: {names}.</source>
        <translation>已损坏而略去：{names}。</translation>
    </message>
    <message>
        <source>{name}: {problem}</source>
        <translation>{name}：{problem}</translation>
    </message>
    <message>
        <source>{reason}</source>
        <translation>{reason}</translation>
    </message>
    <message>
        <source>The session is not recorded: “{path}” cannot be written: {reason}.</source>
        <translation>本次会话未被记录：“{path}”无法写入：{reason}。</translation>
    </message>
    <message>
        <source>Restarted from step 0: this setting needs new weights.</source>
        <translation>已从第 0 步重新开始：此设置需要新的权重。</translation>
    </message>
    <message>
        <source>Saved as “{path}”.</source>
        <translation>已保存为“{path}”。</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Test loss</source>
        <translation>测试损失</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>from step {step}</source>
        <translation>自第 {step} 步起</translation>
    </message>
    <message>
        <source>Nothing is recorded, so nothing can be gone back to.</source>
        <translation>没有任何记录，因此无法返回。</translation>
    </message>
    <message>
        <source>The same narrow wavelet from an ordinary start: the initial function itself is rough, and the test loss ends 500 to 2,500 times above the training loss.</source>
        <translation>同样的窄小波，普通初始化：初始函数本身就粗糙，最终测试损失为训练损失的 500 到 2,500 倍。</translation>
    </message>
    <message>
        <source>100 points of sin x with noise of 0.2. The network first learns the sine and then the noise: the test loss has a minimum near the noise&apos;s own 0.04 and rises again while the training loss goes to 0: it is below 0.001 at the end of these 20,000 steps, and still falls. The minimum comes within 2,000 steps. The book trains ten times as long with a tenth of this learning rate, which is ours.</source>
        <translation>sin x 的 100 个点，噪声 0.2。网络先学会正弦，再学会噪声：测试损失在接近噪声本身的 0.04 处有最小值，之后上升，而训练损失趋于 0：在这 20,000 步结束时低于 0.001，并且仍在下降。最小值在 2,000 步之内出现。书中用十分之一的学习率训练十倍的步数；这里的学习率是我们的选择。</translation>
    </message>
    <message>
        <source>Weights with a standard deviation of 0.7 instead of about 0.1: the network fits the columns it sees just as well, but what it puts between them is noise. Look at the difference in the Fit view, and compare with the preset before. The settings are ours; the author shows the same with a standard deviation of 0.5 and a larger network.</source>
        <translation>权重标准差为 0.7 而不是约 0.1：网络对所见的列拟合得一样好，但填在其间的是噪声。看“拟合”视图中的差，并与前一个预设比较。设置为我们所选；作者用标准差 0.5 和更大的网络展示同样的现象。</translation>
    </message>
    <message>
        <source>20 noisy points of sin(2 pi x). Move Degree from 1 to 60: the training error of the polynomial falls to 0. Its test error falls to 0.05 at degree 3, rises to thousands at degree 19, where there are as many coefficients as points, falls to 0.07 at degree 27, where the smallest of all solutions is drawn (double descent), and then rises slowly again, to 0.4 at degree 60. The network of 40,801 parameters fits the noise too, and its test error hardly rises. Everything here is ours.</source>
        <translation>sin(2 pi x) 的 20 个带噪声的点。把次数从 1 移到 60：多项式的训练误差降到 0。测试误差在次数 3 处降到 0.05，在次数 19（系数与点一样多）处升到数千，在次数 27 处降到 0.07（次数高于 19 时画的是所有解中系数最小的一个，即双下降），之后又缓慢上升，到次数 60 时为 0.4。有 40,801 个参数的网络同样拟合了噪声，测试误差却几乎不升高。这里的设置都是我们的选择。</translation>
    </message>
    <message>
        <source>Under- and over-fitting: no U for the width of a network</source>
        <translation>欠拟合与过拟合：网络的宽度没有 U 形</translation>
    </message>
    <message>
        <source>The noisy points of the preset before, and networks of 1 to 1,000 hidden neurons in a race: press Space. One neuron is too few; from two on the test error stays where it is, also with 150 parameters for each point. Then choose the comparison “polynomial” and press “by parameters” in Size and error: of as many coefficients, polynomials are far worse. Everything here is ours.</source>
        <translation>与上一个预设同样的带噪声的点，让 1 到 1,000 个隐藏神经元的网络赛跑：按空格键。一个神经元太少；从两个起测试误差就保持不变，即使每个点有 150 个参数也是如此。然后选择对照“多项式”，并在“规模与误差”中按下“按参数个数”：系数同样多的多项式要差得多。这里的设置都是我们的选择。</translation>
    </message>
    <message>
        <source>Twenty noisy points and cosines of random frequencies, of which only the output weights are fitted. Up to some fifteen cosines the test error falls, then it rises to a peak where there are as many cosines as points: there the curve must go through every point and swings wildly between them. With more cosines it falls again, and hundreds do better than fifteen. Move the width through 20 and watch the curve; give it a little ridge and the peak is gone. A network of 10,000 parameters learns the same points beside it. The settings are ours.</source>
        <translation>二十个带噪声的点和随机频率的余弦，只拟合输出权重。约十五个余弦之前测试误差下降，然后升到峰值，峰值处余弦个数等于点数：曲线必须穿过每个点，在点间剧烈摆动。余弦更多时误差又下降，几百个比十五个更好。把宽度移过 20 看曲线；加一点岭正则，峰就消失。旁边一个一万参数的网络学习同样的点。设置为我们所选。</translation>
    </message>
    <message>
        <source>A network with 150,000 parameters for each point goes through all five. Drawn small (std 0.0447, which is 1/sqrt(width)) it does so smoothly, with 2 turning points; set Std to 0.3 or 0.5 and it oscillates between them, with 10 to 45. The initial curve stays as a ghost: what is rough at the start stays rough. Beside it, the polynomial of degree 4 and the cubic spline through the same points. The points are those of the book&apos;s figure; its settings are not public, so these are ours.</source>
        <translation>每个点有 150,000 个参数的网络穿过全部五个点。初始值小时（标准差 0.0447，即 1/sqrt(宽度)）曲线平滑，只有 2 个转折点；把标准差设为 0.3 或 0.5，它就在点之间振荡，有 10 到 45 个转折点。初始曲线作为虚影保留：起初粗糙的，之后仍然粗糙。旁边是穿过同样五点的 4 次多项式和三次样条。这些点取自书中的图；图的设置没有公开，这里的设置是我们的选择。</translation>
    </message>
    <message>
        <source>Two networks that differ by their dropout alone learn a curve of two steps from ten points, started by Space as a race. Their initial weights are large (std 0.7): without dropout the network goes through the points but waves between them, most of all near 0, where there are few, and its neurons keep all directions that there are room for. With a tenth of dropout the same network becomes two smooth steps, its total variation falls to that of the curve, and a few directions are left. Compare both in the Neurons view: choose a run in the list. The curve and the dropout are the book&apos;s; it takes 1,000 neurons, a learning rate of 0.001 and 100,000 epochs. Width, points, initialisation and learning rate here are ours, so that it takes seconds.</source>
        <translation>两个仅 dropout 不同的网络从十个点学习一条两级台阶的曲线，按空格作为竞赛开始。初始权重很大（标准差 0.7）：没有 dropout 时网络穿过各点，却在点间起伏，在点稀少的 0 附近尤甚，神经元占满所有可能的方向。用十分之一的 dropout 时，同样的网络变成两级光滑的台阶，总变差降到曲线本身的大小，只剩少数方向。在“神经元”视图中比较两者：在列表中选择运行。曲线和 dropout 是书中的；书中用 1,000 个神经元、0.001 的学习率和 100,000 轮。此处宽度、点数、初始化和学习率为我们所选，只需数秒。</translation>
    </message>
    <message>
        <source>So large a condition number costs {lost} of the 16 digits of the coefficients.</source>
        <translation>如此大的条件数使系数的 16 位有效数字损失 {lost} 位。</translation>
    </message>
    <message>
        <source>There is no training image of these classes.</source>
        <translation>没有属于这些类别的训练图像。</translation>
    </message>
    <message>
        <source>There is no class “{name}” here. There are: {names}.</source>
        <translation>此处没有类别“{name}”。已有类别：{names}。</translation>
    </message>
    <message>
        <source>{train} training images of {all}, {test} test images.</source>
        <translation>训练图像 {train} 张（共 {all} 张），测试图像 {test} 张。</translation>
    </message>
    <message>
        <source>{count} training labels are wrong.</source>
        <translation>{count} 个训练标签是错误的。</translation>
    </message>
    <message>
        <source>Training loss and accuracy are measured on {count} of them.</source>
        <translation>训练损失和准确率只在 {count} 张训练图像上测量。</translation>
    </message>
    <message>
        <source>batch {size}</source>
        <translation>批大小 {size}</translation>
    </message>
    <message>
        <source>dropout {p}</source>
        <translation>dropout {p}</translation>
    </message>
    <message>
        <source>{model}, true labels</source>
        <translation>{model}，真实标签</translation>
    </message>
    <message>
        <source>{model}, random labels</source>
        <translation>{model}，随机标签</translation>
    </message>
    <message>
        <source>the book, figure 1.5</source>
        <translation>本书，图 1.5</translation>
    </message>
    <message>
        <source>ResNet-18, all 50,000 images, 100 epochs</source>
        <translation>ResNet-18，全部 50,000 张图像，100 轮</translation>
    </message>
    <message>
        <source>the book, figure 1.6</source>
        <translation>本书，图 1.6</translation>
    </message>
    <message>
        <source>the book, figure 1.7</source>
        <translation>本书，图 1.7</translation>
    </message>
    <message>
        <source>all 50,000 images, 100 epochs</source>
        <translation>全部 50,000 张图像，100 轮</translation>
    </message>
    <message>
        <source>the book, figure 1.8</source>
        <translation>本书，图 1.8</translation>
    </message>
    <message>
        <source>Inception</source>
        <translation>Inception</translation>
    </message>
    <message>
        <source>Inception without batch norm</source>
        <translation>Inception，无批归一化</translation>
    </message>
    <message>
        <source>AlexNet</source>
        <translation>AlexNet</translation>
    </message>
    <message>
        <source>MLP 3x512</source>
        <translation>MLP 3x512</translation>
    </message>
    <message>
        <source>MLP 1x512</source>
        <translation>MLP 1x512</translation>
    </message>
    <message>
        <source>Cross-entropy needs a dataset of classes.</source>
        <translation>交叉熵需要分类数据集。</translation>
    </message>
    <message>
        <source>{name} × {width}</source>
        <translation>{name} × {width}</translation>
    </message>
    <message>
        <source>This network needs labelled images as its dataset.</source>
        <translation>此网络需要带标签的图像作为数据集。</translation>
    </message>
    <message>
        <source>The images are too small for this network.</source>
        <translation>图像对此网络来说太小。</translation>
    </message>
    <message>
        <source>A class is named twice.</source>
        <translation>有类别名称重复。</translation>
    </message>
    <message>
        <source>The first hidden layer has {width} neurons, which is no multiple of this.</source>
        <translation>第一隐藏层有 {width} 个神经元，不是此数的倍数。</translation>
    </message>
    <message>
        <source>{setting} {value}</source>
        <translation>{setting} {value}</translation>
    </message>
    <message>
        <source>This model has one output, the dataset {count}.</source>
        <translation>此模型只有一个输出，而数据集有 {count} 个。</translation>
    </message>
    <message>
        <source>This model needs a square matrix as its dataset.</source>
        <translation>此模型需要方阵作为数据集。</translation>
    </message>
    <message>
        <source>The filter looks at {size} inputs, the dataset has {count}.</source>
        <translation>滤波器查看 {size} 个输入，而数据集只有 {count} 个。</translation>
    </message>
    <message>
        <source>Weights of std {std} are 0 in 32-bit numbers: such a network learns nothing, or its output bias alone. Make gamma or the width smaller.</source>
        <translation>标准差 {std} 的权重在 32 位数中为 0：这样的网络什么也学不到，或只学到输出偏置。请减小 gamma 或宽度。</translation>
    </message>
    <message>
        <source>large</source>
        <translation>大</translation>
    </message>
    <message>
        <source>There are only {count} inputs.</source>
        <translation>只有 {count} 个输入。</translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation>运行 {number}</translation>
    </message>
    <message>
        <source>Several truths need 2 to {count} points with different x.</source>
        <translation>多个真实函数需要 2 到 {count} 个 x 不同的点。</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>The book&apos;s settings.</source>
        <translation>书中的设置。</translation>
    </message>
    <message>
        <source>Our settings.</source>
        <translation>我们的设置。</translation>
    </message>
    <message>
        <source>What was trained last is not in the saved file: {problem} Make room on that disk, and save again when the warning below has gone.</source>
        <translation>最近训练的内容不在所保存的文件中：{problem}请在该磁盘上腾出空间，待下方的警告消失后再次保存。</translation>
    </message>
    <message>
        <source>{run}: {detail}</source>
        <translation>{run}：{detail}</translation>
    </message>
    <message>
        <source>mean of {count} seeds (band: smallest to largest)</source>
        <translation>{count} 个种子的均值（色带：最小到最大）</translation>
    </message>
    <message>
        <source>An outline needs three corners at least. Draw one that encloses something.</source>
        <translation>轮廓至少需要三个角点。请画一个围住一块区域的轮廓。</translation>
    </message>
    <message>
        <source>{group}: {setting}</source>
        <translation>{group}：{setting}</translation>
    </message>
    <message>
        <source>A race needs 2 to {count} values.</source>
        <translation>对比赛需要 2 到 {count} 个取值。</translation>
    </message>
    <message>
        <source>The run that this one left is deleted; undo that first.</source>
        <translation>该运行所源自的运行已被删除，请先撤销删除。</translation>
    </message>
    <message>
        <source>the formula has no sine wave that these points can show</source>
        <translation>公式中没有这些点能显示的正弦波</translation>
    </message>
    <message>
        <source>press Space, or choose it yourself</source>
        <translation>请按空格键，或自行选择该文件</translation>
    </message>
    <message>
        <source>add --read-files</source>
        <translation>请加上 --read-files</translation>
    </message>
    <message>
        <source>“{path}” is named by a file that you opened. It is read only with your permission: {way}.</source>
        <translation>您打开的文件提到了“{path}”。只有得到您的许可才会读取它：{way}。</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Ending…</source>
        <translation>正在结束…</translation>
    </message>
    <message>
        <source>{run}, as it was recorded.</source>
        <translation>{run}，按记录显示。</translation>
    </message>
    <message>
        <source>{reason} Space goes on.</source>
        <translation>{reason}按空格键继续。</translation>
    </message>
    <message>
        <source>There is no setting of this name.</source>
        <translation>没有这个名称的设置。</translation>
    </message>
    <message>
        <source>This setting is missing.</source>
        <translation>缺少此设置。</translation>
    </message>
    <message>
        <source>{tag} is not known here. Known are {expected_tags}.</source>
        <translation>此处不能使用 {tag}。可选：{expected_tags}。</translation>
    </message>
    <message>
        <source>This needs a “kind” that says what it is.</source>
        <translation>此处需要用 “kind” 指明类型。</translation>
    </message>
    <message>
        <source>This must be greater than {gt}.</source>
        <translation>必须大于 {gt}。</translation>
    </message>
    <message>
        <source>This must be at least {ge}.</source>
        <translation>不能小于 {ge}。</translation>
    </message>
    <message>
        <source>This must be less than {lt}.</source>
        <translation>必须小于 {lt}。</translation>
    </message>
    <message>
        <source>This must be at most {le}.</source>
        <translation>不能大于 {le}。</translation>
    </message>
    <message>
        <source>This must be {expected}.</source>
        <translation>必须是 {expected}。</translation>
    </message>
    <message>
        <source>This needs at least {min_length} entries.</source>
        <translation>至少需要 {min_length} 项。</translation>
    </message>
    <message>
        <source>This takes at most {max_length} entries.</source>
        <translation>最多允许 {max_length} 项。</translation>
    </message>
    <message>
        <source>This must not be empty.</source>
        <translation>不能为空。</translation>
    </message>
    <message>
        <source>This takes at most {max_length} characters.</source>
        <translation>最多允许 {max_length} 个字符。</translation>
    </message>
    <message>
        <source>This must be a finite number.</source>
        <translation>必须是有限的数。</translation>
    </message>
    <message>
        <source>This must be a whole number.</source>
        <translation>必须是整数。</translation>
    </message>
    <message>
        <source>This whole number is too large.</source>
        <translation>这个整数太大。</translation>
    </message>
    <message>
        <source>This must be a number.</source>
        <translation>必须是数字。</translation>
    </message>
    <message>
        <source>This must be true or false.</source>
        <translation>必须是 true 或 false。</translation>
    </message>
    <message>
        <source>This must be a text.</source>
        <translation>必须是文本。</translation>
    </message>
    <message>
        <source>This must be a list.</source>
        <translation>必须是列表。</translation>
    </message>
    <message>
        <source>This must be a group of settings.</source>
        <translation>必须是一组设置。</translation>
    </message>
    <message>
        <source>Finished: {step} steps.</source>
        <translation>完成：共 {step} 步。</translation>
    </message>
    <message>
        <source>Finished: the training loss is below the target at step {step}.</source>
        <translation>完成：第 {step} 步训练损失低于目标值。</translation>
    </message>
    <message>
        <source>Finished: no better test loss for long; step {step}.</source>
        <translation>完成：测试损失长时间未改善；第 {step} 步。</translation>
    </message>
</context>
</TS>
